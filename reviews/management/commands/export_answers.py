"""`manage.py export_answers SURVEY --out FILE.xlsx`: what was answered, in the workbook that `import_answers` reads."""

from pathlib import Path

from django.core.management.base import BaseCommand

from reviews.bulk.writing import write_answers
from reviews.management.surveys import survey_of, write_whole


class Command(BaseCommand):
    help = "調査の回答を、取り込みと同じ形のExcelに書き出します。"

    def add_arguments(self, parser):
        parser.add_argument("survey", help="調査の記号")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="書き込む .xlsx")

    def handle(self, *, survey: str, out: Path, **options):
        found = survey_of(survey)
        write_whole(out, lambda file: write_answers(found, file))
        self.stdout.write(f"{out} に、回答済みの{found.respondents.submitted().count()}件を書きました。")
