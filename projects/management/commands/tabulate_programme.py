"""`manage.py tabulate_programme kyodo-teian --format json|csv|xlsx [--output FILE]`: a programme over its years."""

import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from kyodo.tables import write_csv, write_xlsx
from projects.models import Programme
from projects.programme_table import HEADER, ProgrammeTable, as_data, flat_rows
from projects.queries.programme_table import programme_tables


class Command(BaseCommand):
    help = "制度の申請と採択の件数を、年度ごと、市民提案・行政提案ごとに出します。"

    def add_arguments(self, parser):
        parser.add_argument("programme", help="制度の記号か名前（kyodo-teian、協働事業提案制度 など）")
        parser.add_argument("--format", choices=list(WRITERS), default="json")
        parser.add_argument("--output", type=Path, help="書き出すファイル。なければ画面に出します。")

    def handle(self, *, programme: str, output: Path | None, **options):
        found = Programme.objects.filter(Q(key=programme) | Q(name=programme)).first()
        if found is None:
            known = "、".join(Programme.objects.values_list("key", flat=True))
            raise CommandError(f"「{programme}」という制度はありません。あるもの: {known or 'なし'}")
        content = WRITERS[options["format"]](programme_tables([found])[0])
        if output is not None:
            output.write_bytes(content)
        elif options["format"] == "xlsx":
            self.stdout.buffer.write(content)
        else:
            self.stdout.write(content.decode())


def as_json(table: ProgrammeTable) -> bytes:
    return json.dumps(as_data(table), ensure_ascii=False, indent=2).encode()


def as_csv(table: ProgrammeTable) -> bytes:
    return b"".join(write_csv(flat_rows([table]), HEADER))


def as_xlsx(table: ProgrammeTable) -> bytes:
    file = io.BytesIO()
    write_xlsx(flat_rows([table]), HEADER, file=file, sheet_name="応募と採択")
    return file.getvalue()


WRITERS = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}
