import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.charts.data import Caption, Cell, Row, Series
from kyodo.charts.horizontal import horizontal
from kyodo.charts.patterns import FILLS
from tests.kyodo.charts import random_charts as some
from tests.kyodo.charts.drawn import Drawn

CAPTION = Caption("市が取り組むべきこと", ("n=53（課）", "資料：実態調査"))
ROWS = (Row("職員の意識"), Row("団体を育てる"), Row("無回答", is_apart=True))


def drawn(*columns, rows=ROWS, **options):
    series = some.series_of(columns, [f"系列{n}" for n in range(len(columns))])
    return Drawn(horizontal(rows, series, caption=CAPTION, most=100, **options))


@st.composite
def charts(draw):
    rows = draw(some.rows_of(8))
    count = draw(st.integers(1, 13))
    columns = [draw(some.percents(len(rows))) for _ in range(count)]
    return rows, some.series_of(columns, [draw(some.labels) for _ in range(count)]), draw(some.captions)


@given(charts())
def test_no_word_meets_another_or_leaves_the_picture(chart):
    rows, series, caption = chart
    picture = Drawn(horizontal(rows, series, caption=caption, most=100))
    assert (picture.collisions(), picture.outside()) == ([], [])
    assert [row.label for row in rows if row.label and not picture.is_whole(row.label)] == []


def test_bars_are_as_long_as_their_numbers():
    first, second = drawn((40.0, 10.0, 20.0)).areas("0")
    assert first.width == pytest.approx(4 * second.width, abs=0.05)


def test_what_was_not_answered_stands_apart_in_a_look_of_its_own():
    picture = drawn((40.0, 10.0, 20.0))
    (apart,) = picture.areas("apart")
    first, second = picture.areas("0")
    assert apart.y - second.bottom > second.y - first.bottom


def test_a_hidden_number_has_no_bar_and_is_no_nought():
    picture = drawn((40.0, None, 0.0))
    assert (len(picture.areas("0")), picture.areas("apart")) == (1, [])
    assert [text for text in picture.texts if text in ("－", "0.0%")] == ["－", "0.0%"]
    assert picture.description == "職員の意識 40.0%、団体を育てる 数が少ないため非表示、無回答 0.0%。"


def test_groups_have_a_legend_and_a_sentence_for_each_row():
    picture = drawn((40.0, 10.0, 0.0), (20.0, 5.0, 1.0))
    assert picture.texts[1:3] == ["系列0", "系列1"]
    assert picture.description.startswith("職員の意識：系列0 40.0%、系列1 20.0%。団体を育てる：")


def test_the_words_around_are_title_n_and_source():
    picture = drawn((40.0, 10.0, 0.0))
    assert [picture.texts[0], *picture.texts[-2:]] == ["市が取り組むべきこと", "n=53（課）", "資料：実態調査"]


def test_numbers_that_do_not_fit_are_refused():
    for cells in ((Cell(1.0, "1"),), (Cell(-1.0, "-1"),) * 3, (Cell(float("nan"), ""),) * 3):
        with pytest.raises(ValueError, match="for each row"):
            horizontal(ROWS, [Series("系列", cells, FILLS[0])], caption=CAPTION)
