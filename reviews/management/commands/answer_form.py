"""`manage.py answer_form SURVEY --out FILE.xlsx`: the empty workbook in which a whole survey can be filled in."""

from pathlib import Path

from django.core.management.base import BaseCommand

from reviews.bulk.writing import write_form
from reviews.management.surveys import survey_of, write_whole


class Command(BaseCommand):
    help = "調査の回答をまとめて書く用紙（Excel）を作ります。"

    def add_arguments(self, parser):
        parser.add_argument("survey", help="調査の記号")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="書き込む .xlsx")

    def handle(self, *, survey: str, out: Path, **options):
        found = survey_of(survey)
        write_whole(out, lambda file: write_form(found, file))
        self.stdout.write(f"{out} に、「{found.title}」の用紙を書きました。")
