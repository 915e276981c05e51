import re

from defusedxml import ElementTree

from projects.charts.spread import in_words, spread_chart, spread_mini
from projects.ranking import calculate
from tests.projects.ranking.table import given


def cells(*sheets):
    return calculate(given([list(sheets)])).boards[0].lines[0].cells


def dots(svg):
    return len(re.findall("<circle", svg))


def test_a_dot_a_score_a_diamond_at_the_mean_and_nothing_where_nobody_scored():
    chart = spread_chart(cells("3.", "5.", "5."), title="点の散らばり")
    assert (dots(chart), len(re.findall("<polygon", chart))) == (3, 1)
    assert "採点なし" in chart
    ElementTree.fromstring(chart)


def test_the_words_say_what_the_picture_shows():
    first, second = cells("3.", "5.", "5.")
    assert in_words(first) == "観点0：平均4.33、3から5、3人"
    assert in_words(second) == "観点1：採点なし"


def test_a_picture_in_a_line_shows_each_value_once():
    first, second = cells("3.", "5.", "5.")
    assert (dots(spread_mini(first)), dots(spread_mini(second))) == (2, 0)
