from decimal import Decimal
from fractions import Fraction

import pytest

from reviews.summary import AxisGap, GapCount, Mean, ScoreCount, gaps, means, one_place


def counts(key, axis, side, **by_value):
    return [ScoreCount(key, axis, side, int(value[1:]), n) for value, n in by_value.items()]


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        (Fraction(13, 4), "3.3"),
        (Fraction(65, 20), "3.3"),
        (Fraction(10, 3), "3.3"),
        (Fraction(69, 20), "3.5"),
        (Fraction(4), "4.0"),
    ],
)
def test_halves_are_rounded_up_from_the_exact_fraction(exact, rounded):
    assert one_place(exact) == Decimal(rounded)


def test_a_mean_says_its_spread_and_how_many_sheets_it_stands_on():
    rows = counts("A課", 1, "group", v2=1, v3=2, v5=1)
    assert means(rows) == {("A課", 1, "group"): Mean(Decimal("3.3"), 2, 3, 4)}


def test_keys_axes_and_sides_are_kept_apart_and_equal_rows_added_up():
    rows = [
        *counts("A課", 1, "group", v4=1),
        *counts("A課", 1, "group", v4=1),
        *counts("A課", 1, "city", v2=1),
        *counts("B課", 2, "group", v1=5),
    ]
    found = means(rows)
    assert {place: (mean.value, mean.n) for place, mean in found.items()} == {
        ("A課", 1, "group"): (Decimal(4), 2),
        ("A課", 1, "city"): (Decimal(2), 1),
        ("B課", 2, "group"): (Decimal(1), 5),
    }
    assert [mean.is_small for mean in found.values()] == [True, True, False]


def test_nothing_gives_no_mean():
    assert means([]) == {}
    assert gaps([]) == []


def test_gaps_come_widest_first_with_their_share():
    rows = [GapCount("共有", 0, 3), GapCount("共有", 1, 1), GapCount("達成", 2, 1), GapCount("達成", 0, 2)]
    assert gaps(rows) == [
        AxisGap("達成", Decimal("0.7"), 1, 3),
        AxisGap("共有", Decimal("0.3"), 0, 4),
    ]
    assert [line.share for line in gaps(rows)] == [33, 0]


def test_of_two_equal_means_the_one_with_more_wide_gaps_comes_first():
    rows = [GapCount("一つずつ", 1, 2), GapCount("大きく", 2, 1), GapCount("大きく", 0, 1)]
    assert [line.axis for line in gaps(rows)] == ["大きく", "一つずつ"]
