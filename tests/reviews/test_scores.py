from types import SimpleNamespace

import pytest

from reviews.enums import Side
from reviews.scores import ScoreBoard, ScoreChange, changes, matched


def board(sides=tuple(Side), labels="甲乙丙", **scores):
    axes = [
        SimpleNamespace(pk=number, number=number, label=label, question="？")
        for number, label in enumerate(labels, start=1)
    ]
    found = {
        (number, side): int(value) or None
        for side, values in scores.items()
        for number, value in enumerate(values, start=1)
    }
    return ScoreBoard.of(axes, found, sides)


def test_scores_of_sides_that_may_not_be_shown_are_left_out():
    shown = board(sides=[Side.GROUP], group="345", city="111", agreed="222")
    assert [(row.group, row.city, row.agreed) for row in shown.rows] == [
        (3, None, None),
        (4, None, None),
        (5, None, None),
    ]
    assert shown.wide == []
    assert shown.shows_gaps is False


@pytest.mark.parametrize(
    ("group", "city", "wide"), [("543", "353", [0]), ("111", "333", [0, 1, 2]), ("101", "313", [0, 2])]
)
def test_two_steps_apart_is_a_wide_gap_and_a_missing_score_is_none(group, city, wide):
    assert board(group=group, city=city).wide == wide


def test_the_agreed_column_appears_once_something_was_agreed():
    assert board(group="333", city="333").columns == (Side.GROUP, Side.CITY)
    assert board(group="333", city="333", agreed="030").columns == tuple(Side)


def test_missing_scores_are_named():
    assert [row.label for row in board(group="305").missing(Side.GROUP)] == ["乙"]


def test_changes_match_axes_by_their_label():
    before = board(labels="乙丁甲", group="215", city="333")
    now = board(sides=[Side.GROUP], labels="甲乙丙", group="441")
    assert changes(before, now) == [
        [ScoreChange("甲", Side.GROUP, 5, 4)],
        [ScoreChange("乙", Side.GROUP, 2, 4)],
        [ScoreChange("丙", Side.GROUP, None, 1)],
    ]
    assert [row[0].words for row in changes(before, now)] == ["－1", "＋2", ""]
    assert matched(before, now, Side.GROUP) == (5, 2, None)
