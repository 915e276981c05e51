from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.sentences import Numbers, UnknownName, codes_in, fill, names_of, value_of
from reviews.suppression import hide_small, hide_small_crossing
from reviews.tabulation import Asked, Option, cross, figures, tabulate

ASKED = Asked(
    "Q", "何がよかったですか。", tuple(map(Option, "abcd", ["人", "金", "物", "その他"])), single=False
)
EXPERIENCE = Asked("experience", "実績", (Option("yes", "実績あり"), Option("no", "実績なし")))
ROWS = [(("a", "b"), "yes", 6), (("a",), "no", 4), (("c",), "no", 2), ((), "no", 1)]
TABLE = tabulate(ASKED, [(chosen, times) for chosen, _, times in ROWS])
CROSSED = cross(ASKED, EXPERIENCE, [(chosen, (by,), times) for chosen, by, times in ROWS])
OTHERS = {"Q": Numbers(TABLE), "Q/experience": Numbers(CROSSED)}


def said(text, own=TABLE):
    found, problems = fill(text, None if own is None else Numbers(own), OTHERS.get)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最も多いのは{top.label}（{top.percent}%）", "最も多いのは人（76.9%）"),
        ("次は{second.label}で{second.count}件、{third.label}", "次は金で6件、物"),
        ("{bottom.label}は{bottom.percent}%", "その他は0.0%"),
        ("n={n}、無回答{no_answer.count}（{no_answer.percent}％）", "n=13、無回答1（7.7％）"),
        ("{choice.b.label}は{choice.b.percent}%", "金は46.2%"),
        ("｛ｔｏｐ．ｌａｂｅｌ｝と{ top . count }", "人と10"),
        ("「{title}」", "「何がよかったですか。」"),
        ("ほかの図：{Q.top.percent}%", "ほかの図：76.9%"),
        ("{Q/experience.row.yes.label}は{Q/experience.row.yes.choice.b.percent}%", "実績ありは100.0%"),
    ],
)
def test_names_become_numbers(text, expected):
    assert said(text) == expected


def test_a_crossing_is_named_by_its_rows():
    assert said("{row.no.n}課のうち{row.no.top.label}{row.no.top.percent}%、全体{top.percent}%", CROSSED) == (
        "7課のうち人57.1%、全体76.9%"
    )


def test_answers_given_equally_often_stand_together():
    table = tabulate(ASKED, [(("a",), 3), (("b",), 3), (("c",), 1)])
    assert said("{top.label}（{top.percent}%）、{second.label}", table) == "人／金（42.9%）、物"


def test_numbers_and_scales_have_their_figures():
    found = figures([(2, 1), (5, 2), (None, 1)], asked=4)
    own = Numbers(TABLE, found)
    assert fill("{mean}、{deviation}、{min}から{max}、{sum}、{answered}", own, OTHERS.get) == (
        "4.0、1.4、2から5、12、3",
        [],
    )


def test_without_answers_nothing_is_divided():
    empty = Numbers(tabulate(ASKED, []), figures([], asked=0))
    text = "{top.label}（{top.percent}%）、{choice.a.percent}％、{bottom.label}、{mean}、{n}"
    assert fill(text, empty, OTHERS.get) == ("－（－）、－、－、－、0", [])


def test_a_row_that_nobody_stands_in_is_empty_and_not_unknown():
    crossing = cross(ASKED, EXPERIENCE, [(("a",), ("no",), 4)])
    text = "{row.yes.label}は{row.yes.n}課、{row.yes.top.label}（{row.yes.choice.a.percent}%）"
    assert said(text, crossing) == "実績ありは0課、－（－）"


def test_small_cells_are_not_told_by_a_sentence():
    hidden = hide_small(TABLE, 3)
    assert said("{choice.c.label}{choice.c.percent}%と{choice.c.count}件、{third.label}", hidden) == (
        "物－（非公表）と－（非公表）件、－（非公表）"
    )
    crossing = hide_small_crossing(CROSSED, 3)
    assert said("{row.no.choice.c.percent}%", crossing) == "－（非公表）"
    assert said("{n}", replace(TABLE, is_n_hidden=True)) == "－（非公表）"
    assert fill("{mean}", Numbers(TABLE, None, are_figures_hidden=True), OTHERS.get) == ("－（非公表）", [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("tpo.label", "「tpo.label」：「tpo」という名前も設問もありません。"),
        ("choice.z.percent", "「choice.z.percent」：その答えはありません。答えの記号: a、b、c、d"),
        ("row.yes.n", "「row.yes.n」：分けていない表に、行はありません。"),
        ("top", "「top」：最後に label（ことば）、percent（割合）、count（件数）のどれかを書きます。"),
        ("mean", "「mean」：数や段階を聞く設問ではないので、平均はありません。"),
        ("Q", "「Q」：何を書くかまで指してください。例：{Q.top.percent}"),
        ("Q/experience.row.x.n", "「Q/experience.row.x.n」：その行はありません。行の記号: yes、no"),
        (
            "Q.x",
            "「Q.x」：その名前はありません。"
            "使えるのは n、title、top、second、third、bottom、choice、no_answer、row です。",
        ),
    ],
)
def test_what_is_not_there_is_told_in_words(name, reason):
    with pytest.raises(UnknownName) as told:
        value_of(name, Numbers(TABLE), OTHERS.get)
    assert str(told.value) == reason


def test_a_name_without_a_figure_and_a_lone_brace_are_told():
    assert fill("{n}と{top", None, OTHERS.get) == (
        "{n}と{top",
        [
            "「n」：この文には図がありません。設問を選ぶか、{設問の記号.n} のように書きます。",
            "「{」と「}」の数が合いません。名前は {top.label} のように書きます。",
        ],
    )


def test_every_name_that_is_offered_can_be_written():
    own = Numbers(CROSSED, figures([(1, 2)], asked=2))
    for name in names_of(own):
        assert fill(name.placeholder, own, OTHERS.get) == (name.value, [])
    for name in names_of(own, prefix="Q/experience"):
        assert name.name.startswith("Q/experience.")
    assert [each.name for each in names_of(Numbers(TABLE))][:3] == ["n", "top.label", "top.percent"]


def test_the_figures_that_a_text_names():
    assert codes_in("{top.label}{D_A.n}と｛D_B/group.row.1.n｝{}") == {"D_A", "D_B/group"}


CHOSEN = st.sampled_from([(), ("a",), ("b",), ("c",), ("d",), ("a", "b"), ("b", "c", "d")])


@given(st.lists(st.tuples(CHOSEN, st.integers(1, 50)), max_size=8), st.integers(0, 12))
def test_a_sentence_never_says_another_number_than_the_table(rows, below):
    table = tabulate(ASKED, rows)
    shown = hide_small(table, below) if below else table
    own = Numbers(shown)
    for line in shown.lines:
        name = "no_answer" if line.code == "no_answer" else f"choice.{line.code}"
        said = [value_of(f"{name}.{part}", own, OTHERS.get) for part in ("count", "percent")]
        numbers = [str(line.count), line.percent or "－"]
        assert said == (["－（非公表）"] * 2 if line.is_hidden else numbers)
    counts = [line.count for line in table.lines if line.code != "no_answer"]
    most = str(max(counts)) if any(counts) else "－"
    assert value_of("top.count", own, OTHERS.get) in {most, "－（非公表）"}
