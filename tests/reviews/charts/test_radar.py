import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine

from kyodo.charts.palette import CITY, ORGANIZATION
from reviews.charts.radar import LARGE, MEDIUM, SMALL, Series, radar

AXES = (
    "協働の有効性",
    "目的の設定",
    "目的の共有",
    "目的の達成度",
    "協力体制",
    "受益者の満足度",
    "団体の満足度",
)
BOTH = (Series("団体", (4, 5, 4, 2, 2, 4, 5)), Series("市", (4, 5, 5, 3, 3, 3, 3)))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(series=BOTH, axes=AXES, title="ふりかえり", **options):
    return ElementTree.fromstring(radar(axes, series, title=title, **options))  # noqa: S314 our own markup


def lines_of(root, style, kind):
    found = root.findall(f"{SVG}{kind}[@stroke='{style.colour}']")
    return [[tuple(map(float, pair.split(","))) for pair in line.get("points").split()] for line in found]


def words(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_title_comes_first_and_the_values_are_told_in_words():
    root = drawn(description="令和6年度。", id_prefix="sheet-3-")
    title, desc = root[0], root[1]
    assert (title.tag, title.text, title.get("id")) == (f"{SVG}title", "ふりかえり", "sheet-3-radar-title")
    assert desc.text.startswith("令和6年度。団体：①協働の有効性 4、②目的の設定 5、")
    assert (root.get("role"), root.get("aria-labelledby"), root.get("aria-describedby")) == (
        "img",
        title.get("id"),
        desc.get("id"),
    )


def test_first_axis_is_up_and_the_others_follow_clockwise():
    root = drawn([Series("団体", (5, 5, 5, 5))], axes=("上", "右", "下", "左"), size=MEDIUM)
    up, right, down, left = lines_of(root, ORGANIZATION, "polygon")[0]
    reach = right[0]
    assert (up, right, down, left) == ((0, -reach), (reach, 0), (0, reach), (-reach, 0))


def test_half_steps_lie_between_the_rings():
    root = drawn([Series("平均", (2.5, 5, 0))], axes=("一", "二", "三"))
    half, _, nothing = lines_of(root, ORGANIZATION, "polygon")[0]
    full = lines_of(drawn([Series("平均", (5, 5, 0))], axes=("一", "二", "三")), ORGANIZATION, "polygon")[0][
        0
    ]
    assert (half[1], nothing) == (pytest.approx(full[1] / 2, abs=0.01), (0, 0))


def test_a_missing_value_breaks_the_line_and_is_not_drawn_as_nought():
    root = drawn([Series("団体", (4, None, 4, 2, None, 3, 5))])
    assert lines_of(root, ORGANIZATION, "polygon") == []
    pieces = lines_of(root, ORGANIZATION, "polyline")
    assert [len(piece) for piece in pieces] == [2, 3]
    assert [point for piece in pieces for point in piece if point == (0, 0)] == []
    assert [line.get("fill") for line in root.findall(f"{SVG}polyline")] == ["none", "none"]
    assert len(root.findall(f"{SVG}circle")) == 5
    assert "線の切れ目は未記入" in words(root)


def test_a_lonely_value_keeps_its_marker():
    root = drawn([Series("団体", (4, None, None, None, None, None, None))])
    assert (lines_of(root, ORGANIZATION, "polyline"), len(root.findall(f"{SVG}circle"))) == ([], 1)


def test_an_empty_series_is_named_in_the_legend():
    root = drawn([Series("団体", (None,) * 7), BOTH[1]])
    assert "団体（未記入）" in words(root)
    assert root.findall(f"{SVG}circle") == []
    assert "線の切れ目は未記入" not in words(root)


def test_series_differ_in_dash_and_marker():
    root = drawn()
    lines = [root.find(f"{SVG}polygon[@stroke='{style.colour}']") for style in (ORGANIZATION, CITY)]
    assert [line.get("stroke-dasharray") is None for line in lines] == [True, False]
    assert len(root.findall(f"{SVG}circle")) == 7


def test_equal_values_are_nested_large_and_hollow_below_small_and_full():
    root = drawn(
        [Series("団体", (3, 3, 3)), Series("今年", (3, 1, 5), ORGANIZATION)], axes=("一", "二", "三")
    )
    at_top = [circle for circle in root.findall(f"{SVG}circle") if circle.get("cx") == "0"]
    below, above = at_top
    assert (below.get("fill"), above.get("fill")) == ("#ffffff", ORGANIZATION.colour)
    assert float(below.get("r")) > 1.5 * float(above.get("r"))


def test_a_gap_is_marked_in_words_and_bold():
    root = drawn(gaps={6})
    assert "差2" in words(root)
    bold = [text.text for text in root.iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    assert bold == ["⑦団体の満足度", "差2"]


def test_ring_numbers():
    numbers = [word for word in words(drawn()) if word.isdecimal()]
    assert numbers == ["0", "1", "2", "3", "4", "5"]
    assert [word for word in words(drawn(size=SMALL)) if word.isascii()] == ["5"]


def test_small_shows_numbers_at_the_corners_and_no_legend():
    root = drawn(size=SMALL)
    assert words(root) == ["5", "①", "②", "③", "④", "⑤", "⑥", "⑦"]
    assert root[0].text == "ふりかえり"
    assert float(root.get("width")) <= 170


def test_spread_is_drawn_beside_the_axis():
    root = drawn([Series("平均", (3, 3, 3), spread=((2, 4), None, (1, 5)))], axes=("一", "二", "三"))
    assert len(root.findall(f"{SVG}path")) == 2


def test_links_stay_reachable():
    root = drawn(links=["/sheets/?axis=1", None])
    assert root.get("role") == "group"
    assert [(a.get("href"), a[0].text) for a in root.iter(f"{SVG}a")] == [
        ("/sheets/?axis=1", "①協働の有効性")
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//example.com/", "/\\example.com", "https://example.com/"]
)
def test_links_out_of_the_portal_are_refused(link):
    with pytest.raises(ValueError, match="inside the portal"):
        drawn(links=[link])


@pytest.mark.parametrize("rings", [(0,), (0, 2, 1), (1, 1)])
def test_rings_must_rise(rings):
    with pytest.raises(ValueError, match="rise"):
        drawn(rings=rings)


def test_hostile_words_are_only_words():
    evil = "</text><script>alert(1)</script>\x00\x0b\ud800\"' onload="
    root = drawn(
        [Series(evil, (1, 2, 3))],
        axes=(evil, "二", "三"),
        title=evil,
        description=evil,
        id_prefix='x" onload="',
    )
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "polygon", "line", "circle", "rect", "text",
    }  # fmt: skip
    assert root[0].text == "</text><script>alert(1)</script>\"' onload="


def test_nothing_inline_for_the_content_security_policy():
    markup = radar(AXES, BOTH, title="t", size=LARGE, gaps={6})
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script", markup) == []


def test_ids_are_unique_between_radars():
    both = radar(AXES, BOTH, title="t", id_prefix="a-") + radar(AXES, BOTH, title="t", id_prefix="b-")
    ids = re.findall(r'\bid="([^"]+)"', both)
    assert sorted(ids) == ["a-radar-desc", "a-radar-title", "b-radar-desc", "b-radar-title"]


def test_a_template_prints_it_as_it_is():
    picture = radar(AXES, BOTH, title="A & B")
    assert Engine().from_string("{{ picture }}").render(Context({"picture": picture})) == picture


def test_the_picture_keeps_its_place_while_someone_picks():
    before = drawn([Series("団体", (None,) * 7), Series("市", (None,) * 7)], size=MEDIUM)
    while_picking = drawn([Series("団体", (4, 2, *[None] * 5)), Series("市", (None,) * 7)], size=MEDIUM)
    after = drawn(BOTH, size=MEDIUM)
    assert before.get("viewBox") == while_picking.get("viewBox") == after.get("viewBox")
