from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from kyodo.charts.labels import (
    NO_END,
    NO_START,
    Box,
    char_width,
    enclosed_number,
    numbered,
    phrases,
    text_width,
    wrap,
)

FONTS = sorted(Path("/usr/share/fonts").glob("**/BIZUDPGothic-*.ttf"))
JAPANESE = st.text(
    alphabet="協働の目的受益者満足度ニーズ把握とー、。「」（）・っャABCabc019 ①髙𠮷", min_size=1, max_size=40
)


@pytest.mark.skipif(not FONTS, reason="BIZ UDPGothic is not installed")
@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_no_character_is_drawn_wider_than_measured(path):
    with TTFont(path) as font:
        units = font["head"].unitsPerEm
        drawn = {chr(code): font["hmtx"][name][0] / units for code, name in font.getBestCmap().items()}
    assert [
        char for char, width in drawn.items() if width > char_width(char) + 0.001 and char.isprintable()
    ] == []


def test_text_width_counts_full_and_half_width():
    assert text_width("協働", 13) == 26
    assert text_width("ｷｮｳ") == pytest.approx(1.65)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("事前のニーズ把握と受益者の満足度", ("事前の", "ニーズ把握と", "受益者の", "満足度")),
        ("協力体制", ("協力体制",)),
        ("ボランティア・コーディネーターの役割", ("ボランティア・", "コーディネーターの", "役割")),
        ("情報の透明性（広報等）", ("情報の", "透明性", "（広報等）")),
    ],
)
def test_phrases(text, expected):
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("事前のニーズ把握と受益者の満足度", 7, ("事前の", "ニーズ把握と", "受益者の満足度")),
        ("目的の共有", 9, ("目的の共有",)),
        ("", 5, ("",)),
        ("ーーーー", 2, ("ーー", "ーー")),
        ("AAAAAA", 2, ("AA", "AA", "AA")),
        ("あいうえおかきくけ、こ", 5, ("あいうえ", "おかきく", "け、こ")),
    ],
)
def test_wrap(text, width, lines):
    assert wrap(text, float(width)) == lines


def test_wrap_keeps_an_emoji_in_one_piece():
    family = "👨\u200d👩\u200d👧"
    assert wrap(family * 2, 3.0) == (family, family)


@given(JAPANESE, st.floats(min_value=6, max_value=20))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if text_width(line) > width + 1e-9] == []


@given(st.text(alphabet="協働の目的と受益者っャ、。「」", min_size=1, max_size=30))
def test_lines_break_where_japanese_may(text):
    """Unless a run of marks leaves no other way."""
    for before, after in pairwise(wrap(text, 12.0)):
        if after[0] in NO_START or before[-1] in NO_END:
            assert any(
                all(left in NO_END or right in NO_START for left, right in pairwise(text[at : at + 7]))
                for at in range(max(1, len(text) - 6))
            )


def test_numbers_go_on_after_twenty():
    assert [enclosed_number(index) for index in (0, 19, 20, 35, 49, 50)] == ["①", "⑳", "㉑", "㊱", "㊿", "51"]


def test_numbered_keeps_a_number_that_is_there():
    assert [numbered("協力体制", 4), numbered("⑤協力体制", 4), numbered(" 広報\x00", 50)] == [
        "⑤協力体制",
        "⑤協力体制",
        "51.広報",
    ]


def test_boxes():
    box = Box(0, 0, 10, 4)
    assert (
        box.overlaps(Box(9, 3, 5, 5)),
        box.overlaps(Box(10, 0, 5, 5)),
        box.overlaps(Box(12, 0, 1, 1), 3),
    ) == (
        True,
        False,
        True,
    )
    assert (box.distance(5, 2), box.distance(13, 8)) == (0, 5)
