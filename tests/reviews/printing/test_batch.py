import datetime
from io import BytesIO

import pytest

from reviews.models import Sheet
from reviews.printing.batch import file_name, in_print_order, write_pdf
from reviews.printing.document import PrintMode
from reviews.printing.readers import OFFICE
from tests.factories.reviews import SheetFactory
from tests.kyodo.pdf.reading import text_of


def sheet(number=3, name="介護する人の茶話会", year=2025):
    return Sheet(number=number, project_name=name, fiscal_year=year)


@pytest.mark.parametrize(
    ("sheets", "mode", "name"),
    [
        ([sheet()], PrintMode.FILLED, "ふりかえりシート_令和7年度_No003_介護する人の茶話会.pdf"),
        ([sheet()], PrintMode.BLANK, "ふりかえりシート_令和7年度_No003_介護する人の茶話会_空欄.pdf"),
        ([sheet(name='上/下:"中"')], PrintMode.FILLED, "ふりかえりシート_令和7年度_No003_上 下 中.pdf"),
        ([sheet(name="長" * 90)], PrintMode.FILLED, f"ふりかえりシート_令和7年度_No003_{'長' * 40}.pdf"),
        ([sheet(), sheet(4)], PrintMode.COMPARISON, "ふりかえりシート_令和7年度_2件_前年との比較.pdf"),
        ([sheet(), sheet(year=2024)], PrintMode.FILLED, "ふりかえりシート_2件.pdf"),
    ],
)
def test_the_file_says_what_it_is(sheets, mode, name):
    assert file_name(sheets, mode) == name


@pytest.mark.django_db
def test_the_newest_year_comes_first_and_the_day_of_printing_is_today(at):
    at(2026, 11, 22)
    for year, number in ((2025, 1), (2026, 2), (2026, 1)):
        SheetFactory(year_of_round=year, number=number, project_name=f"事業{year}-{number}")
    out = BytesIO()
    count = write_pdf(in_print_order(Sheet.objects.all()), mode=PrintMode.FILLED, reader=OFFICE, out=out)
    text = text_of(out.getvalue())
    places = [text.index(name) for name in ("事業2026-1", "事業2026-2", "事業2025-1")]

    assert (count.sheets, places) == (3, sorted(places))
    assert f"令和8年（{datetime.date(2026, 11, 22).year}年）11月22日 印刷" in text
