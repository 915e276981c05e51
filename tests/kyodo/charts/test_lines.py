import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.charts.data import Caption, Row
from kyodo.charts.lines import lines
from tests.kyodo.charts import random_charts as some
from tests.kyodo.charts.drawn import SVG, Drawn

CAPTION = Caption("協働の形", ("n=122（協働の相手）",), has_heading=False)
YEARS = tuple(Row(f"令和{year}年度", f"n={year}00") for year in range(4, 7))


def drawn(*columns, rows=YEARS):
    return Drawn(
        lines(
            rows,
            some.series_of(columns, [f"系列{n}" for n in range(len(columns))]),
            caption=CAPTION,
            most=100,
        )
    )


@st.composite
def charts(draw):
    rows = tuple(
        Row(f"平成{year}年度", draw(st.sampled_from(("", "n=220000"))))
        for year in range(draw(st.integers(1, 15)))
    )
    count = draw(st.integers(1, 13))
    columns = [draw(some.percents(len(rows))) for _ in range(count)]
    return rows, some.series_of(columns, [draw(some.labels) for _ in range(count)]), draw(some.captions)


@given(charts())
def test_no_word_meets_another_or_leaves_the_picture(chart):
    rows, series, caption = chart
    picture = Drawn(lines(rows, series, caption=caption, most=100))
    assert (picture.collisions(), picture.outside()) == ([], [])


def plotted(picture):
    found = picture.root.iter(f"{SVG}polyline")
    return [[tuple(map(float, pair.split(","))) for pair in each.get("points").split()] for each in found]


def test_a_line_goes_through_its_numbers_in_the_order_of_the_years():
    ((first, second, third),) = plotted(drawn((10.0, 20.0, 40.0)))
    assert first[0] < second[0] < third[0]
    assert first[1] - second[1] == pytest.approx((second[1] - third[1]) / 2, abs=0.02)


def test_a_hidden_number_breaks_the_line():
    picture = drawn((10.0, None, 40.0, 30.0), rows=(*YEARS, Row("令和7年度")))
    assert [len(line) for line in plotted(picture)] == [2]
    assert "令和4年度 10.0%、令和5年度 数が少ないため非表示、" in picture.description


def test_the_newest_numbers_stand_at_the_ends_however_near_they_are():
    picture = drawn((10.0, 20.0, 40.0), (30.0, 20.0, 40.4), (1.0, 2.0, None))
    assert [text for text in picture.texts if text.endswith("%")] == ["40.4%", "40.0%"]
    assert picture.collisions() == []


def test_twelve_lines_look_different():
    picture = drawn(*[(float(n), float(n), float(n)) for n in range(13)])
    looks = {
        (line.get("stroke"), line.get("stroke-dasharray")) for line in picture.root.iter(f"{SVG}polyline")
    }
    assert len(looks) == 13


def test_where_years_have_no_room_the_newest_is_still_named():
    rows = tuple(Row(f"令和{year}年度") for year in range(1, 16))
    texts = drawn(tuple(float(year) for year in range(15)), rows=rows).texts
    assert "令和15年度" in "".join(texts)
    assert "令和14年度" not in "".join(texts)
