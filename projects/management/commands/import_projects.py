"""manage.py import_projects FILE [--year N] [--sheet NAME] [--map HEADER=FIELD …] [--dry-run] [--json] [--by EMAIL]."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kyodo.fiscal_year import parse_fiscal_year
from kyodo.tables import TableError
from kyodo.text import search_key
from organizations.models import User
from projects.actions.ledger import take_over
from projects.ledger import Field, LedgerError

NOTHING = {
    "year": None,
    "created": 0,
    "updated": 0,
    "unchanged": 0,
    "projects": 0,
    "partners": 0,
    "notes": [],
    "left_out": [],
}


class Command(BaseCommand):
    help = "協働事業の台帳を、ExcelかCSVのファイルから取り込みます。誤りが一つでもあれば、何も変えません。"

    def add_arguments(self, parser):
        fields = "、".join(f"{field.value}（{field.label}）" for field in Field)
        parser.add_argument("file", type=Path, help="台帳のファイル（.xlsx か .csv）")
        parser.add_argument("--year", help="年度（2010、H22 など）。なければ、表の題名などから読み取ります。")
        parser.add_argument("--sheet", default="", help="シートの名前。なければ、台帳のある最初のシート。")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADER=FIELD",
            help=f"見出しの読み方を決めます。何も書かなければ読みません。FIELD: {fields}",
        )
        parser.add_argument("--dry-run", action="store_true", help="確かめるだけで、何も変えません。")
        parser.add_argument("--json", action="store_true", help="結果を JSON で出します。")
        parser.add_argument(
            "--by", metavar="EMAIL", help="取り込む人。その人の権限で行い、画面から取り消せます。"
        )

    def handle(self, *, file: Path, year, sheet, map, dry_run, json, by, **options):  # noqa: A002
        person, chosen_year, mapping = _person(by), _year(year), dict(_pair(text) for text in map)
        try:
            with file.open("rb") as opened:
                report = take_over(
                    opened,
                    file.name,
                    by=person,
                    mapping=mapping,
                    year=chosen_year,
                    sheet_name=sheet,
                    dry_run=dry_run,
                )
        except (OSError, TableError, LedgerError) as error:
            reason = "ファイルを開けません。" if isinstance(error, OSError) else str(error)
            report = NOTHING | {"errors": [_fault_of_file(file, reason)]}
        report = report | {"written": not dry_run and not report["errors"]}
        self.stdout.write(as_json(report) if json else as_text(report))
        if report["errors"]:
            raise CommandError(f"誤りが{len(report['errors'])}か所あります。何も変えていません。")


def _person(email: str | None) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not user.has_perm("projects.import_ledger"):
        raise CommandError(f"{email} は、台帳を取り込める人ではありません。")
    return user


def _year(text: str | None) -> int | None:
    try:
        return parse_fiscal_year(text).year if text else None
    except ValueError as error:
        raise CommandError(f"--year {text}：{error}") from None


def _pair(text: str) -> tuple[str, str]:
    """「所管=division」 or 「所管=課」 as (heading, Field value); the heading itself may hold a 「=」."""
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        raise CommandError(f"--map は 見出し=項目 の形で書いてください：{text}")
    by_name = {search_key(each.label): each.value for each in Field} | {
        each.value: each.value for each in Field
    }
    wanted = field.strip()
    found = by_name.get(wanted) or by_name.get(search_key(wanted))
    if wanted and found is None:
        raise CommandError(f"--map {text}：「{wanted}」という項目はありません。")
    return header.strip(), found or ""


def _fault_of_file(file: Path, reason: str) -> dict:
    return {"row": None, "column": "", "header": "", "value": file.name, "reason": reason}


def as_json(report: dict) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_text(report: dict) -> str:
    lines = [
        f"年度：{report['year'] or '—'}",
        f"新規 {report['created']}、更新 {report['updated']}、変更なし {report['unchanged']}、"
        f"誤り {len(report['errors'])}（事業 {report['projects']}、協働の相手 {report['partners']}）",
        *(f"※ {note}" for note in report["notes"]),
        *(f"{each['row']}行目は読みません（{each['why']}）：{each['text']}" for each in report["left_out"]),
        *map(_error_line, report["errors"]),
    ]
    if not report["errors"]:
        nothing = not report["created"] and not report["updated"]
        done = "変わるところはありませんでした。" if nothing else "取り込みました。"
        lines.append(done if report["written"] else "確かめました。何も変えていません。")
    return "\n".join(lines)


def _error_line(error: dict) -> str:
    if error["row"] is None:
        return f"{error['value']}：{error['reason']}"
    header = " ".join(error["header"].split())
    return f"{error['row']}行目 {error['column']}列（{header}）「{error['value']}」：{error['reason']}"
