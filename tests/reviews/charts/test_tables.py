from fractions import Fraction

import pytest

from kyodo.charts.palette import FONT_FAMILY
from reviews.charts.tables import chart_of, mini_of
from reviews.enums import QuestionKind
from reviews.survey_tables import Counted
from reviews.tabulation import Asked, Figures, Option, tabulate
from tests.kyodo.charts.drawn import SVG, Drawn
from tests.reviews.charts.counts import SURVEY, counted, crossed, question

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


def test_a_chart_has_its_question_n_and_source():
    picture = Drawn(chart_of(counted(FORMS)))
    assert [picture.texts[0], *picture.texts[-2:]] == [
        "どの形ですか。",
        "n=122（課）",
        "資料：協働事業の実態調査（平成22年度）",
    ]
    assert (picture.collisions(), picture.outside()) == ([], [])
    assert picture.root.get("font-family") == FONT_FAMILY


def test_a_page_that_has_the_heading_leaves_it_out():
    svg = chart_of(counted(FORMS), title="協働の形", has_heading=False, id_prefix="fig3-")
    picture = Drawn(svg)
    assert (picture.root[0].text, "協働の形" in picture.texts) == ("協働の形", False)
    assert 'id="fig3-shares-title"' in svg


def test_the_pictures_words_are_the_tables_numbers():
    found = counted(FORMS)
    said = "、".join(f"{line.label} {line.percent}%" for line in found.total.lines)
    assert Drawn(chart_of(found)).description == f"{said}。"


def test_over_the_years_each_year_has_its_own_n():
    picture = Drawn(chart_of(crossed({"令和6年度": {"人": 2}, "令和7年度": {"人": 1}}, by="year")))
    assert picture.texts[-2:] == ["nは課の数", "資料：協働事業の実態調査（平成22年度）"]
    assert {"n=2", "n=1"} <= set(picture.texts)


def test_numbers_show_the_mean_of_each_value():
    means = [("実績あり", Fraction(25, 2)), ("実績なし", Fraction(1234567, 100))]
    by = [(Option(name, name), Figures(3, 2, mean * 2, mean, None, mean, mean)) for name, mean in means]
    table = tabulate(
        Asked("Q", "何人ですか。", (Option("given", "回答あり"),), counted="課"), [(("given",), 4)]
    )
    asked = question(QuestionKind.NUMBER)
    asked.unit_label = "人"
    picture = Drawn(chart_of(Counted(SURVEY, asked, table, by[0][1], by)))
    assert [text for text in picture.texts if text.endswith("人")] == ["12.50人", "12,345.67人"]
    assert chart_of(Counted(SURVEY, asked, table, by[0][1], by[:1])) is None


@pytest.mark.parametrize("single", [True, False])
def test_the_overviews_picture_fills_the_most_frequent_answer_and_never_nobodys(single):
    svg = mini_of(counted({"人": 3, "金": 1, "": 9}, single=single).total)
    fills = [each.get("fill") for each in Drawn(svg).root.iter(f"{SVG}rect")]
    assert (fills, "人 23.1%、金 7.7%、無回答 69.2%。" in svg) == (["#0017c1", "#ffffff", "#ffffff"], True)
    assert mini_of(counted({}).total) is None


@pytest.mark.parametrize("found", [counted({}), crossed({})])
def test_without_answers_there_is_no_chart(found):
    assert chart_of(found) is None
