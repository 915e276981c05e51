import pytest

from kyodo.charts.svg import Svg, clean, escape, join, number, points, safe_id, tag


def test_tag_escapes_text_and_attributes_but_not_its_own_markup():
    inner = tag("text", '<script>"&', x=1.5, fill=None)
    assert inner == '<text x="1.5">&lt;script&gt;&quot;&amp;</text>'
    assert tag("g", inner, class_="a'b", stroke_width=2) == f'<g class="a&#39;b" stroke-width="2">{inner}</g>'


def test_empty_element_closes_itself():
    assert tag("line", x1=0, y2=3.0) == '<line x1="0" y2="3"/>'


def test_clean_drops_what_xml_refuses():
    assert clean("a\x00b\x1f\ud800c\u202ed\nе\ufffe") == "abcd е"


def test_clean_joins_kana_and_mark_and_leaves_kanji_alone():
    assert clean("か\u3099ハ\u309a\ufa19﨑") == "がパ\ufa19﨑"


def test_escape_keeps_rare_kanji():
    assert escape("髙﨑𠮷＜&") == "髙﨑𠮷＜&amp;"


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (1.256, "1.26"), (-0.001, "0"), (-2.5, "-2.5"), (100.0, "100")]
)
def test_number(value, text):
    assert number(value) == text


def test_number_refuses_infinity():
    with pytest.raises(ValueError, match="finite"):
        number(float("inf"))


def test_points_and_ids():
    assert points([(0.0, 1.5), (-2.0, 3.333)]) == "0,1.5 -2,3.33"
    assert safe_id('a"b 7') == "a-b-7"


def test_join_leaves_out_none_and_keeps_the_type():
    joined = join(tag("g"), None, "<")
    assert (joined, type(joined)) == ("<g/>&lt;", Svg)


def test_templates_print_it_as_it_is():
    assert tag("g").__html__() == "<g/>"
