"""`manage.py import_answers SURVEY FILE.xlsx [--dry-run] [--json]`: the filled workbook, all of it or nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.actions.bulk_answers import BulkReport, import_answers
from reviews.management.surveys import person_of, survey_of


class Command(BaseCommand):
    help = "まとめて書いた回答を取り込みます。誤りが一つでもあれば、何も変えません。"

    def add_arguments(self, parser):
        parser.add_argument("survey", help="調査の記号")
        parser.add_argument("file", type=Path, help="書き込んだ用紙（.xlsx）")
        parser.add_argument("--dry-run", action="store_true", help="確かめるだけで、何も変えません。")
        parser.add_argument("--json", action="store_true", help="結果を JSON で出します。")
        parser.add_argument("--by", metavar="EMAIL", help="取り込む人")

    def handle(self, *, survey: str, file: Path, dry_run: bool, json: bool, by, **options):
        found, person = survey_of(survey), person_of(by)
        try:
            with file.open("rb") as opened:
                report = import_answers(found, opened, file.name, by=person, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file} を開けません: {error.strerror}") from error
        self.stdout.write(as_json(report) if json else as_text(report))
        if report.errors:
            raise CommandError(f"誤りが{len(report.errors)}か所あります。何も変えていません。")


def as_json(report: BulkReport) -> str:
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def as_text(report: BulkReport) -> str:
    lines = [
        f"回答者: 新しく{report.respondents}、行: 新しく{report.rows}、回答済みにするもの{report.submitted}",
        f"答え: 新規{report.created}、変更{report.updated}、変更なし{report.unchanged}、削除{report.deleted}",
        *(f"※ {note}" for note in report.notes),
    ]
    if report.left_open:
        names = "、".join(report.left_open)
        lines.append(f"※ 何も書かれていないので、未回答のままです（無回答なら「無回答」と書きます）: {names}")
    for fault in report.errors:
        where = " ".join(part for part in (fault.sheet, fault.cell, fault.column) if part)
        value = f"「{fault.value}」" if fault.value else ""
        lines.append(f"{where}{value}：{fault.reason}")
    if not report.errors:
        lines.append("取り込みました。" if report.written else "確かめました。何も変えていません。")
    return "\n".join(lines)
