import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo.charts.data import Caption, Row
from kyodo.charts.shares import shares
from tests.kyodo.charts import random_charts as some
from tests.kyodo.charts.drawn import Drawn

CAPTION = Caption("協働の形", ("n=122（協働の相手）",), has_heading=False)
# Figure 3 of the 武蔵野市 report: 0.8 % twice and 2.5 % beside each other.
FORMS = {
    "委託": 50,
    "共催": 14,
    "後援": 4,
    "実行委員会・協議会": 4,
    "事業協力": 13,
    "補助・助成": 32,
    "企画立案への参画": 1,
    "情報提供・情報交換": 3,
    "協賛": 1,
}
ONE_BAR = (Row(""),)


def drawn(columns, names, rows=ONE_BAR, **options):
    return Drawn(shares(rows, some.series_of(columns, names), caption=CAPTION, **options))


def pieces(picture, name):
    """Those of the bars; a legend's boxes are lower than the least of them."""
    return [area for area in picture.areas(name) if area.height >= 30]


@st.composite
def charts(draw):
    rows = draw(some.rows_of(6, first_bare=True))
    count = draw(st.integers(1, 13))
    lines = [draw(some.shares(count)) for _ in rows]
    names = [draw(some.labels) for _ in range(count)]
    return rows, some.series_of(list(zip(*lines, strict=True)), names), draw(some.captions)


@given(charts())
def test_no_word_meets_another_or_leaves_the_picture(chart):
    rows, series, caption = chart
    picture = Drawn(shares(rows, series, caption=caption))
    assert (picture.collisions(), picture.outside()) == ([], [])
    assert [row.label for row in rows if row.label and not picture.is_whole(row.label)] == []


def test_tiny_shares_side_by_side_are_all_written():
    picture = drawn([(100 * count / 122,) for count in FORMS.values()], FORMS)
    texts = picture.texts
    assert [text for text in texts if text in ("0.8%", "2.5%", "3.3%")] == [
        "3.3%",
        "3.3%",
        "0.8%",
        "2.5%",
        "0.8%",
    ]
    assert picture.collisions() == []
    assert {"委託", "41.0%", "企画立案への参画 0.8%"} <= set(texts)


def test_a_piece_is_as_wide_as_its_share():
    picture = drawn([(75.0,), (25.0,)], ["はい", "いいえ"])
    (yes,), (no,) = pieces(picture, "0"), pieces(picture, "1")
    assert (yes.width, no.width) == (512 * 0.75 - 1.5, 512 * 0.25 - 1.5)


def test_what_is_hidden_is_one_piece_as_wide_as_the_rest():
    picture = drawn([(60.0,), (None,), (None,)], ["はい", "いいえ", "無回答"])
    assert picture.texts == [
        "はい",
        "60.0%",
        "－",
        "はい 60.0%",
        "いいえ －",
        "無回答 －",
        "n=122（協働の相手）",
    ]
    assert picture.description == "はい 60.0%、いいえ 数が少ないため非表示、無回答 数が少ないため非表示。"
    assert pieces(picture, "1") == []


def test_nought_has_no_piece_but_a_number_in_the_legend():
    picture = drawn([(100.0,), (0.0,)], ["はい", "いいえ"])
    assert (pieces(picture, "1"), "いいえ 0.0%" in picture.texts) == ([], True)


def test_rows_have_their_labels_beside_and_an_axis_below():
    rows = (Row("総計", "n=8", is_apart=True), Row("実績あり", "n=6"), Row("実績なし", "n=2"))
    picture = drawn([(62.5, 83.3, 0.0), (37.5, 16.7, 100.0)], ["はい", "いいえ"], rows)
    assert picture.texts[:5] == ["0", "25", "50", "75", "100%"]
    assert "総計（n=8）：はい 62.5%、いいえ 37.5%。実績あり（n=6）：" in picture.description
    total, first = pieces(picture, "0")
    assert first.y - total.bottom > pieces(picture, "1")[2].y - first.bottom


def test_more_series_than_the_eye_can_part_are_refused():
    with pytest.raises(ValueError, match="thirteen"):
        drawn([(1.0,)] * 14, ["形"] * 14)
