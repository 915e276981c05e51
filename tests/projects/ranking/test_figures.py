from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.ranking.figures import (
    added,
    deviation,
    difference,
    exact,
    mean,
    percent,
    result,
    shown,
    weighted,
)

marks = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(11, 3), "3.67"),
        (Fraction(5, 8), "0.63"),
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(-1, 900), "0.00"),
        (Fraction(4), "4.00"),
    ],
)
def test_two_decimals_with_halves_rounded_up(value, text):
    assert shown(value) == text


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=5000))
def test_rounding_agrees_with_decimal(value):
    with localcontext(prec=60):
        other = (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(shown(value)) == other


@given(marks)
def test_the_deviation_agrees_with_decimal(values):
    with localcontext(prec=60):
        middle = Decimal(sum(values)) / len(values)
        variance = sum((each - middle) ** 2 for each in values) / len(values)
        other = variance.sqrt().quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert deviation(values).shown == str(other)


def test_what_is_not_a_short_decimal_stays_a_fraction():
    assert [exact(Fraction(*pair)) for pair in [(7, 2), (12, 3), (11, 3), (1, 4)]] == [
        "3.5",
        "4",
        "11/3",
        "0.25",
    ]
    assert [result(Fraction(11, 3)), result(Fraction(7, 2))] == ["11/3（3.67）", "3.5"]


def test_every_number_says_how_it_came_about():
    assert mean([4, 4, 3]).steps == "(4＋4＋3)÷3＝11/3（3.67）"
    assert weighted([(Fraction(11, 3), 3), (Fraction(4), 2)]).steps == "11/3×3＋4×2＝19"
    assert added([Fraction(19), Fraction(25, 2)]).steps == "19＋12.5＝31.5"
    assert percent(Fraction(19), 25).steps == "19÷25×100＝76"
    assert deviation([4, 4, 3]).steps == "√((4²＋4²＋3²)÷3－(11/3)²)＝√2/9"
    assert difference(Fraction(3), Fraction(11, 3)).steps == "3－11/3＝-2/3（-0.67）"


@pytest.mark.parametrize(
    ("first", "second", "text"), [(4, 3, "＋1.00"), (3, 4, "－1.00"), (3, 3, "±0.00"), (1, 2, "－1.00")]
)
def test_a_difference_shows_its_sign(first, second, text):
    assert difference(Fraction(first), Fraction(second)).signed == text
