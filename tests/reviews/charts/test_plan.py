import pytest

from reviews.charts.plan import BROKEN_NOTE, HIDDEN_NOTE, TOO_MANY, Kind, plan_of
from reviews.enums import QuestionKind
from tests.reviews.charts.counts import counted, crossed

MANY = {f"答え{n}": n + 1 for n in range(13)}


def shape(found):
    """(kind, rows, series)."""
    plan = plan_of(found)
    return plan.kind, len(plan.rows), len(plan.series)


def test_single_answers_are_one_bar_with_nobodys_answer_apart():
    plan = plan_of(counted({"はい": 5, "いいえ": 2, "": 1}))
    assert (plan.kind, [row.label for row in plan.rows]) == (Kind.SHARES, [""])
    assert [(one.label, one.cells[0].text, one.is_apart) for one in plan.series] == [
        ("はい", "62.5", False),
        ("いいえ", "25.0", False),
        ("無回答", "12.5", True),
    ]


@pytest.mark.parametrize(
    "found",
    [
        counted({"人": 5, "金": 2}, single=False),
        counted({"人": 5, "金": 2}, kind=QuestionKind.TEXT),
        counted(MANY),
    ],
    ids=["several answers", "words under headings", "too many for one bar"],
)
def test_other_answers_are_bars_of_their_own(found):
    plan = plan_of(found)
    assert (plan.kind, len(plan.rows), len(plan.series)) == (Kind.BARS, len(found.total.lines), 1)
    assert [row.label for row in plan.rows if row.is_apart] == ["無回答"]


def test_a_crossing_of_single_answers_is_a_bar_a_value_under_that_of_all():
    plan = plan_of(crossed({"実績あり": {"はい": 5}, "実績なし": {"はい": 1, "いいえ": 2}}))
    assert (plan.kind, [(row.label, row.note, row.is_apart) for row in plan.rows]) == (
        Kind.SHARES,
        [("総計", "n=8", True), ("実績あり", "n=5", False), ("実績なし", "n=3", False)],
    )


def test_a_crossing_of_several_answers_groups_by_whichever_are_fewer():
    few = {"実績あり": {"人": 2, "金": 1, "場": 1}, "実績なし": {"人": 1}}
    assert shape(crossed(few, single=False)) == (Kind.BARS, 4, 3)
    many = {f"課{n}": {"人": 1} for n in range(5)}
    assert shape(crossed(many, single=False)) == (Kind.BARS, 6, 2)


def test_a_crossing_too_large_for_any_picture_shows_the_total_and_says_so():
    assert shape(crossed({f"課{n}": {"はい": 1} for n in range(59)})) == (Kind.SHARES, 60, 2)
    assert shape(crossed({f"課{n}": {"はい": 1} for n in range(60)})) == (Kind.SHARES, 1, 2)
    plan = plan_of(crossed({f"課{n}": MANY for n in range(20)}, single=False))
    assert (plan.kind, len(plan.rows), len(plan.series), plan.notes) == (Kind.BARS, 14, 1, (TOO_MANY,))


def test_the_years_are_a_line_and_a_single_year_is_none():
    years = {"令和6年度": {"人": 2}, "令和7年度": {"人": 1, "": 1}}
    assert shape(crossed(years, by="year", single=False)) == (Kind.LINES, 2, 2)
    one = {"令和7年度": {"人": 1, "金": 1, "場": 1}}
    assert shape(crossed(one, by="year", single=False)) == (Kind.BARS, 4, 2)


def test_what_is_hidden_has_no_value_and_a_note():
    plan = plan_of(counted({"はい": 9, "いいえ": 1, "": 1}, hide_below=3))
    assert [cell.value for one in plan.series for cell in one.cells][1:] == [None, None]
    assert plan.notes == (HIDDEN_NOTE,)
    years = {"令和6年度": {"人": 9, "": 1}, "令和7年度": {"人": 9}}
    assert plan_of(crossed(years, by="year", hide_below=3)).notes == (BROKEN_NOTE,)


@pytest.mark.parametrize(
    "found",
    [
        counted({}),
        crossed({}),
        counted({"はい": 1}, hide_below=3),
        counted({f"課{n}": 1 for n in range(60)}),
    ],
)
def test_nothing_to_see_is_no_picture(found):
    assert plan_of(found) is None
