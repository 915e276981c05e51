import pytest

from kyodo.fiscal_year import FiscalYear
from reviews.statistics import (
    ALL,
    BREAKDOWNS,
    MEASURES,
    UNKNOWN,
    Cell,
    Figure,
    Kind,
    file_rows,
    make_grid,
    sentences,
)
from reviews.statistics_pictures import picture_of

FORM, KIND, OUTCOME = BREAKDOWNS["form"], BREAKDOWNS["kind"], BREAKDOWNS["outcome"]
LABELS = {1: "委託", 2: "共催", 3: "後援"}
YEARS = [2025, 2026]


def counted(n: int) -> Figure:
    return Figure(n, n, 0)


def grid(measure="projects", by=FORM, figures=None, labels=LABELS, years=YEARS):
    return make_grid(MEASURES[measure], by, years, figures or {}, labels)


PROJECTS = {
    (1, 2025): counted(2),
    (1, 2026): counted(3),
    (1, ALL): counted(5),
    (2, 2026): counted(1),
    (2, ALL): counted(1),
    (ALL, 2025): counted(2),
    (ALL, 2026): counted(4),
    (ALL, ALL): counted(6),
}
MONEY = {
    (1, 2025): Figure(2, 2, 0),
    (1, ALL): Figure(2, 2, 0),
    (2, 2026): Figure(3, 0, 0),
    (2, ALL): Figure(3, 0, 0),
    (ALL, 2025): Figure(2, 2, 0),
    (ALL, 2026): Figure(3, 0, 0),
    (ALL, ALL): Figure(5, 2, 0),
}
RATE = {
    (ALL, 2024): Figure(3, 2),
    (ALL, 2025): Figure(8, 1),
    (ALL, ALL): Figure(11, 3),
}


@pytest.mark.parametrize(
    ("kind", "figure", "text", "missing"),
    [
        (Kind.COUNT, Figure(), "0", 0),
        (Kind.COUNT, counted(1200), "1,200", 0),
        (Kind.SUM, Figure(), "なし", 0),
        (Kind.SUM, Figure(2, 0, 0), UNKNOWN, 2),
        (Kind.SUM, Figure(2, 1, 0), "0", 1),
        (Kind.SUM, Figure(2, 2, 250_000), "250,000", 0),
        (Kind.RATE, Figure(), "なし", 0),
        (Kind.RATE, Figure(3, 2), "66.7", 0),
        (Kind.RATE, Figure(16, 1), "6.3", 0),
        (Kind.RATE, Figure(3, 0), "0.0", 0),
    ],
)
def test_nothing_unknown_and_nought_are_told_apart(kind, figure, text, missing):
    cell = Cell(figure, kind)
    assert (cell.text, cell.missing) == (text, missing)


def test_rows_stand_in_the_order_of_the_labels_and_those_without_figures_are_left_out():
    found = grid(figures=PROJECTS)
    assert [(row.label, [cell.value for cell in (*row.cells, row.total)]) for row in found.rows] == [
        ("委託", [2, 3, 5]),
        ("共催", [0, 1, 1]),
    ]
    assert [cell.value for cell in (*found.total.cells, found.total.total)] == [2, 4, 6]


def test_the_sentences_say_what_the_cells_say():
    assert sentences(grid(figures=PROJECTS)) == [
        "令和8年度は4件です。令和7年度より2件増えました。",
        "形態別でいちばん多いのは「委託」で、3件です。",
    ]
    assert sentences(grid("continuing", None, RATE, {}, [2024, 2025, 2026])) == [
        "令和7年度は12.5%です。令和6年度より54.2ポイント減りました。"
    ]
    assert sentences(grid()) == []


def test_the_same_number_as_the_year_before_is_said_and_ties_are_named_together():
    even = {(key, 2026): counted(2) for key in (1, 2)} | {(3, 2026): counted(1)}
    figures = even | {(key, ALL): figure for (key, _), figure in even.items()}
    figures |= {(ALL, 2025): counted(5), (ALL, 2026): counted(5), (ALL, ALL): counted(10)}
    assert sentences(grid(figures=figures)) == [
        "令和8年度は5件です。令和7年度と同じです。",
        "形態別でいちばん多いのは「委託」と「共催」で、どちらも2件です。",
    ]
    figures |= {(3, 2026): counted(2)}
    assert len(sentences(grid(figures=figures))) == 1


def test_a_file_holds_numbers_and_what_is_unknown_in_a_row_of_its_own():
    heading, rows = file_rows(grid("city_cost", figures=MONEY))
    assert heading == ["形態／市の負担額（円）", "令和7年度", "令和8年度", "期間全体"]
    assert rows[:4] == [
        ["委託", 0, "なし", 0],
        ["共催", "なし", UNKNOWN, UNKNOWN],
        ["全体", 0, UNKNOWN, 0],
        ["未記入の事業（件）", 0, 3, 3],
    ]
    assert rows[-1] == ["「検討」と「中止」の事業は数えません。"]


def test_a_rate_goes_out_with_what_it_is_made_of():
    heading, rows = file_rows(grid("continuing", None, RATE, {}, [2024]))
    assert heading[1:4] == ["令和6年度（%）", "令和6年度（続いた件数）", "令和6年度（対象の件数）"]
    assert rows[0] == ["全体", 66.7, 2, 3, 27.3, 3, 11]


@pytest.mark.parametrize(
    ("measure", "by", "says"),
    [("projects", KIND, True), ("partners", KIND, False), ("groups", FORM, True), ("groups", None, False)],
)
def test_the_notes_say_where_rows_overlap(measure, by, says):
    assert any("全体では一度だけ" in note for note in grid(measure, by).notes) == says


def test_the_chart_says_the_same_numbers_and_none_is_drawn_of_nothing():
    assert picture_of(grid()) is None
    assert "委託 2件、共催 0件" in picture_of(grid(figures=PROJECTS))
    one = {key: figure for key, figure in PROJECTS.items() if key[1] != 2025}
    assert "委託 5件、共催 1件。" in picture_of(grid(figures=one, years=[2026]))


def test_what_is_unknown_is_said_to_be_unknown_in_the_chart():
    assert "共催 未記入" in picture_of(grid("city_cost", figures=MONEY))


def test_many_rows_are_bars_and_the_smallest_are_left_out_with_a_word():
    labels = {number: f"{number}課" for number in range(25)}
    figures = {(number, ALL): counted(number + 1) for number in labels} | {(ALL, ALL): counted(325)}
    picture = picture_of(grid(figures=figures, labels=labels))
    assert ("0課 1件" in picture, "24課 25件" in picture) == (False, True)
    assert "多いほうから20まで" in picture


def test_the_span_names_one_year_or_two():
    assert grid(years=[2026]).span == FiscalYear(2026).short_label
    assert grid().span == "令和7年度から令和8年度まで"
