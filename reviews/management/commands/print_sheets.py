"""`manage.py print_sheets --year N [--division CODE] [--blank|--comparison] --out FILE`: a 年度 as one PDF."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kyodo.fiscal_year import FiscalYear, parse_fiscal_year
from organizations.models import Division
from reviews.models import Sheet
from reviews.printing.batch import in_print_order, write_pdf
from reviews.printing.document import PrintMode
from reviews.printing.readers import OFFICE

TOLD_EVERY = 10  # sheets, where nobody watches the line being rewritten


class Command(BaseCommand):
    help = "ふりかえりシートを、一つのPDFに印刷します。"

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, help="年度（2025、R7、令和7年度 など）")
        parser.add_argument("--division", metavar="CODE", help="この課のものだけ（課のコード）")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="書き込むPDF")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--blank", action="store_true", help="手書き用の空欄")
        how.add_argument("--comparison", action="store_true", help="前年との比較")

    def handle(self, *, year: str, division: str | None, out: Path, **options):
        if out.is_dir():
            raise CommandError(f"{out} はフォルダーです。書き込むファイルの名前を指定してください。")
        mode = _mode(options)
        sheets = _sheets(_year(year), division)
        try:
            count = self._write(sheets, mode, out)
        except OSError as error:
            raise CommandError(f"{out} に書き込めません: {error.strerror or error}") from error
        self.stdout.write(
            f"{count.sheets}件、{count.pages}ページを {out} に書きました（新しく組んだもの {count.rendered}件）。"
        )

    def _write(self, sheets: list[Sheet], mode: PrintMode, out: Path):
        """The file appears whole under its name, or not at all."""
        part = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            with part.open("wb") as file:
                count = write_pdf(sheets, mode=mode, reader=OFFICE, out=file, progress=self._tell)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
        return count

    def _tell(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{total}", self.style.NOTICE, ending="\n" if done == total else "")
        elif done % TOLD_EVERY == 0 or done == total:
            self.stderr.write(f"{done}/{total}", self.style.NOTICE)


def _mode(options: dict) -> PrintMode:
    if options["blank"]:
        return PrintMode.BLANK
    return PrintMode.COMPARISON if options["comparison"] else PrintMode.FILLED


def _year(text: str) -> FiscalYear:
    try:
        return parse_fiscal_year(text)
    except ValueError as error:
        raise CommandError(str(error)) from None


def _sheets(year: FiscalYear, code: str | None) -> list[Sheet]:
    rows = Sheet.objects.filter(fiscal_year=year.year)
    if code is not None:
        if not Division.objects.filter(code=code).exists():
            raise CommandError(f"コード「{code}」の課はありません。")
        rows = rows.filter(division__code=code)
    sheets = list(in_print_order(rows))
    if not sheets:
        raise CommandError(f"{year.label}のふりかえりシートはありません。印刷するものがありません。")
    return sheets
