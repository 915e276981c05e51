import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from kyodo.schedule import run_scheduled


class Command(BaseCommand):
    help = "時間が来たらすること（通知の再送、まとめの通知、期限の知らせなど）を、一回りします。"

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="この秒数ごとに繰り返します。")

    def handle(self, *args, every: int | None = None, **options):
        if not every:
            run_scheduled()
            return
        stop = threading.Event()
        before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
        for each in before:
            signal.signal(each, lambda signum, frame: stop.set())
        try:
            while not stop.is_set():
                close_old_connections()
                run_scheduled()
                stop.wait(every)
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
