"""`manage.py tabulate SURVEY --question CODE [--by CODE]… [--format json|csv|xlsx]`: what the pages show, printed."""

import json
import sys
from io import BytesIO
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kyodo.tables import write_csv
from reviews.management.surveys import survey_of, write_whole
from reviews.queries.measuring import ATTRIBUTES, CannotCross
from reviews.survey_tables import ORDERS, QUESTIONNAIRE, Counted, Wanted, tabulated

UNITS = {"partner": False, "project": True}


class Command(BaseCommand):
    help = "調査を集計します。数えるのは、回答済みの答えだけです。"

    def add_arguments(self, parser):
        names = "、".join(f"{name}（{label}）" for name, label in ATTRIBUTES.items())
        parser.add_argument("survey", help="調査の記号")
        parser.add_argument(
            "--question", required=True, metavar="CODE", help="設問の記号か、division・group・experience"
        )
        parser.add_argument(
            "--by",
            action="append",
            default=[],
            metavar="CODE",
            help=f"分け方: 設問の記号か {names}。二つまで。",
        )
        parser.add_argument("--format", choices=["json", "csv", "xlsx"], default="json")
        parser.add_argument("--order", choices=list(ORDERS), default=QUESTIONNAIRE)
        parser.add_argument(
            "--count", choices=list(UNITS), help="相手ごと（partner）か、事業ごと（project）に数えます。"
        )
        parser.add_argument(
            "--published", action="store_true", help="公表するときのように、小さな数を伏せます。"
        )
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="書き込むファイル。なければ画面に出します。"
        )

    def handle(self, *, survey, question, by, order, count: str | None, published, out, **options):
        found = survey_of(survey)
        wanted = Wanted(
            question=question,
            by=tuple(code for each in by for code in each.split(",") if code),
            order=order,
            once=found.counts_projects_once if count is None else UNITS[count],
            is_published=published,
        )
        try:
            counted = tabulated(found, wanted)
        except CannotCross as error:
            raise CommandError(str(error)) from None
        data = as_bytes(counted, options["format"])
        if out is not None:
            write_whole(out, lambda file: file.write(data))
        elif options["format"] == "xlsx":
            self._print_binary(data)
        else:
            self.stdout.write(data.decode("utf-8-sig"), ending="" if options["format"] == "csv" else "\n")

    def _print_binary(self, data: bytes) -> None:
        if self.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
            raise CommandError("Excelは画面に出せません。--out FILE を付けてください。")
        sys.stdout.buffer.write(data)


def as_bytes(counted: Counted, kind: str) -> bytes:
    if kind == "json":
        return json.dumps(counted.as_dict(), ensure_ascii=False, indent=2).encode()
    if kind == "xlsx":
        return counted.write_xlsx(BytesIO()).getvalue()
    heading, rows = counted.as_rows()
    return b"".join(write_csv(rows, heading))
