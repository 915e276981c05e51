import re
from xml.etree import ElementTree as ET

import pytest

from kyodo.charts.bars import Bars, stacked_bars
from kyodo.charts.patterns import PATTERNS

NAMES = {"svg": "http://www.w3.org/2000/svg"}


def draw(*values, rows=None, **options):
    series = [Bars(f"系列{n}", each, "#0017c1", PATTERNS[n]) for n, each in enumerate(values)]
    labels = rows or [f"令和{n}年度" for n in range(1, len(values[0]) + 1)]
    return ET.fromstring(stacked_bars(labels, series, title="申請", **options))  # noqa: S314 – our own markup


def test_the_bars_of_a_row_stand_end_to_end_and_are_as_long_as_their_numbers():
    svg = draw((2, 0), (3, 1))
    first, second, third = svg.findall("svg:rect", NAMES)[:3]
    width = float(first.get("width")) / 2
    assert float(second.get("width")) == pytest.approx(3 * width, abs=0.02)
    assert float(third.get("width")) == pytest.approx(width, abs=0.02)
    assert float(second.get("x")) == pytest.approx(float(first.get("x")) + 2 * width, abs=0.02)
    assert first.get("y") == second.get("y") != third.get("y")


def test_every_series_has_a_pattern_of_its_own_and_a_place_in_the_legend():
    svg = draw((1,), (1,), (1,), (1,), id_prefix="a-")
    fills = [each.get("fill") for each in svg.findall(".//svg:rect", NAMES) if each.get("stroke")]
    assert fills == [f"url(#a-bars-{n})" for n in (0, 1, 2, 3, 0, 1, 2, 3)]
    assert [each.get("id") for each in svg.findall("svg:defs/svg:pattern", NAMES)] == [
        f"a-bars-{n}" for n in range(4)
    ]


def test_it_says_in_words_what_it_shows():
    svg = draw((2, 0), (3, 1))
    assert svg.find("svg:desc", NAMES).text == (
        "令和1年度：系列0 2件、系列1 3件。令和2年度：系列0 0件、系列1 1件。"
    )
    assert [svg.get("role"), svg.get("aria-labelledby")] == ["img", svg.find("svg:title", NAMES).get("id")]


def test_the_end_of_a_bar_says_its_sum_or_what_it_is_given():
    assert "5件" in [each.text for each in draw((2,), (3,)).findall("svg:text", NAMES)]
    assert "五つ" in [each.text for each in draw((2,), (3,), ends=["五つ"]).findall("svg:text", NAMES)]


@pytest.mark.parametrize(("most", "ticks"), [(0, 2), (1, 2), (6, 4), (7, 5), (30, 4), (31, 5), (400, 5)])
def test_few_lines_whatever_the_numbers(most, ticks):
    assert len(draw((most,)).findall("svg:line", NAMES)) == ticks


def test_no_rows_are_still_a_picture():
    svg = stacked_bars([], [Bars("系列", (), "#000")], title="申請")
    assert ET.fromstring(svg).find("svg:title", NAMES).text == "申請"  # noqa: S314 – our own markup


def test_what_is_written_into_it_is_escaped():
    svg = stacked_bars(["<b>"], [Bars("&", (1,), "#000")], title='"x"')
    assert re.findall("<b>|& ", svg) == []


@pytest.mark.parametrize("values", [(1, 2), (-1,)])
def test_numbers_that_do_not_fit_are_refused(values):
    with pytest.raises(ValueError, match="for each row"):
        stacked_bars(["令和8年度"], [Bars("系列", values, "#000")], title="申請")
