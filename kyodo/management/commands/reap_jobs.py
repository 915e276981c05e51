import time

from django.core.management.base import BaseCommand

from kyodo.jobs import reap


class Command(BaseCommand):
    help = "止まったワーカーの仕事を、順番待ちに戻します。"

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="この秒数ごとに繰り返します。")

    def handle(self, *args, every: int | None = None, **options):
        while True:
            if reaped := reap():
                self.stdout.write(f"{reaped}件の仕事を順番待ちに戻しました。")
            if not every:
                return
            time.sleep(every)
