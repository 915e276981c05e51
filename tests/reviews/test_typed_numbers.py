import pytest

from reviews.typed_numbers import Typed, typed_percentages


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("41.0%が", ["41.0%"]),
        ("４１．０％、7 ％", ["４１．０％", "7 ％"]),
        ("40パーセント、四十パーセント", ["40パーセント", "四十パーセント"]),
        ("3割と八割弱、２割５分", ["3割", "八割", "２割５分"]),
        ("3分の1、三分の二", ["3分の1", "三分の二"]),
        ("5分の差", ["5分"]),
        ("前回から3.2ポイント増えた", ["3.2ポイント"]),
        ("1,234.5%", ["1,234.5%"]),
        ("最も多いのは{top.label}（{top.percent}%）", []),
        ("｛D_GROUPS.top.percent｝％と{n}割", []),
        ("半数の課、役割、割合、十分な", []),
        ("10時30分から30分間、１２２件、令和8年", []),
    ],
)
def test_what_looks_like_a_percentage(text, found):
    assert [each.text for each in typed_percentages(text)] == found


def test_each_has_its_place():
    text = "{top.label}です。\n全体の53.3%がそう答えた。"
    assert typed_percentages(text) == [Typed("53.3%", 2, 4, "全体の", "がそう答えた。")]


def test_what_is_round_it_is_not_half_a_name():
    assert [(each.before, each.after) for each in typed_percentages("{top.label}が53%で{top.count}件")] == [
        ("が", "で")
    ]
