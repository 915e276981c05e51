import pytest

from projects.ledger.layout import find_layout
from tests.projects.ledger.books import sheet_of

HEADER = ["課", "事業名", "形態"]


@pytest.mark.parametrize(
    ("titles", "name", "year"),
    [
        (["平成２２年度　協働事業一覧表"], "一覧", 2010),
        (["令和元年度（２０１９年度）"], "一覧", 2019),
        (["2024年度の台帳"], "令和2年度", 2024),
        (["平成22年度から平成24年度まで"], "平成23年度", 2011),
        (["H23.8.12現在"], "H22", 2010),
        (["H23.8.12現在"], "Sheet1", None),
        ([], "協働事業一覧（令和6年度）", 2024),
    ],
)
def test_the_year_is_in_the_title_or_the_sheet_name(titles, name, year):
    assert find_layout(sheet_of(titles, HEADER, ["a", "b", "c"], name=name)).year == year


def test_headings_in_one_row_are_not_joined_with_the_first_project():
    layout = find_layout(sheet_of(["台帳"], HEADER, ["図書館", "読み聞かせ", "委託"]))
    assert (layout.first_row, layout.last_row) == (2, 2)
    assert layout.headers == {1: "課", 2: "事業名", 3: "形態"}


def test_headings_over_two_rows_without_merged_cells_as_in_csv():
    sheet = sheet_of(
        ["課", "事業名", "経費（千円）", None, None, "協働の相手", None, None],
        [None, None, "市", "団体", "その他", "団体名", "種別", None],
        ["図書館", "読み聞かせ", 1, 2, 3, "いずみ", "その他", None],
    )
    layout = find_layout(sheet)
    assert (layout.first_row, layout.last_row) == (1, 2)
    assert layout.headers[5] == "経費（千円）／その他"
    assert layout.headers[7] == "協働の相手／種別"


def test_the_unit_above_the_table():
    assert find_layout(sheet_of(["台帳", None, "（単位：千円）"], HEADER)).unit == 1_000
    assert find_layout(sheet_of(["台帳"], HEADER)).unit == 1


def test_a_heading_left_out_does_not_make_the_title_one():
    layout = find_layout(sheet_of(["令和6年度"], HEADER, ["図書館", "読み聞かせ", "委託"]), {"形態": ""})
    assert (layout.first_row, layout.last_row, layout.year) == (2, 2, 2024)


def test_columns_chosen_by_number_make_no_heading_of_a_project():
    sheet = sheet_of(
        ["課", "事業名", "形態", "協働の相手", None],
        [None, None, None, "団体名", "種別"],
        ["図書館", "読み聞かせ", "委託", "いずみ", "その他"],
    )
    fields = ["division", "name", "form", "partner_name", "partner_kind"]
    layout = find_layout(sheet, dict(enumerate(fields, 1)))
    assert (layout.first_row, layout.last_row) == (1, 2)
