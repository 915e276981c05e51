from itertools import combinations, pairwise

import pytest

from kyodo.charts.patterns import APART, FILLS, PATTERNS, fill_of, pattern
from tests.kyodo.charts.test_palette import contrast_on_white


@pytest.mark.parametrize("fill", [*FILLS, APART], ids=lambda fill: fill.colour)
def test_every_fill_stands_out_from_paper(fill):
    assert contrast_on_white(fill.colour) >= 4.5


def test_twelve_series_differ_in_pattern_and_neighbours_in_colour_too():
    assert len(FILLS) == len(PATTERNS) == 12
    assert all(one.pattern != other.pattern for one, other in combinations((*FILLS, APART), 2))
    assert all(one.colour != other.colour for one, other in pairwise(FILLS))
    assert fill_of(12) == FILLS[0]


def test_every_pattern_is_drawn_differently():
    drawn = {pattern(fill, "p").replace(fill.colour, "colour") for fill in (*FILLS, APART)}
    assert len(drawn) == 13
