from django.core.management.base import BaseCommand, CommandError

from kyodo.cities import PresetError, load_city, preset_names

SECTIONS = {"city": "市の設定", "forms": "協働の形態", "axes": "ふりかえりの視点", "programmes": "制度"}


class Command(BaseCommand):
    help = "市のプリセットを読み込みます。何度でも読み込めます。記録には触れません。"

    def add_arguments(self, parser):
        parser.add_argument("name", help=f"市の名前: {'、'.join(preset_names())}")

    def handle(self, *args, name: str, **options):
        try:
            report = load_city(name)
        except PresetError as error:
            raise CommandError(str(error)) from error
        for section, counts in report.items():
            self.stdout.write(
                f"{SECTIONS.get(section, section)}: 新規 {counts['created']}、更新 {counts['updated']}、"
                f"変更なし {counts['unchanged']}"
            )
