"""manage.py import_staff FILE [--dry-run]: 課・職員・所属 from one Excel or CSV file, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kyodo.tables import TableError
from organizations.actions.staff_import import import_staff
from organizations.staff_table import read_staff_table


class Command(BaseCommand):
    help = (
        "課・職員・所属を、ExcelかCSVのファイル一つから取り込みます。誤りが一つでもあれば、何も変えません。"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="列：部、課コード、課、氏名、フリガナ、メール、役割、開始日、終了日"
        )
        parser.add_argument("--dry-run", action="store_true", help="確かめるだけで、何も変えません。")

    def handle(self, *, file: Path, dry_run: bool, **options):
        try:
            with file.open("rb") as opened:
                table = read_staff_table(opened, file.name)
        except (OSError, TableError) as error:
            raise CommandError(f"{file}: {error}") from error
        report = import_staff(table, by=None, dry_run=dry_run)
        for what, created, updated, unchanged in report.table():
            self.stdout.write(f"{what}：新しく{created}、変更{updated}、変更なし{unchanged}")
        for fault in report.faults:
            self.stderr.write(f"{fault.row}行目 {fault.column}「{fault.value}」：{fault.reason}")
        if report.faults:
            raise CommandError(f"誤りが{len(report.faults)}か所あります。何も変えていません。")
        self.stdout.write("確かめました。何も変えていません。" if dry_run else "取り込みました。")
