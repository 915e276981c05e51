"""Nothing of a radar is cut off or covers something else, whatever the labels, values and number of axes."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo.charts.labels import Box
from kyodo.charts.marks import reach
from reviews.charts.figures import checked, gap_tags
from reviews.charts.radar import LARGE, MEDIUM, SMALL, Series, _plot, _spots, radar
from reviews.charts.radar_layout import directions, place, ring_numbers

RINGS = (0, 1, 2, 3, 4, 5)
LABELS = st.one_of(
    st.sampled_from(
        [
            "事前のニーズ把握と受益者の満足度",
            "予算",
            "ボランティア・コーディネーターの役割",
            "地域課題解決能力向上支援事業評価",
            "情報の公開と透明性（ホームページ等）",
            "Supercalifragilisticexpialidocious",
            "あ",
            "",
        ]
    ),
    st.text(alphabet="協働の目的受益者満足度ニーズ把握とー、。「」・ABc09 ", max_size=40),
)
VALUES = st.one_of(st.none(), st.integers(0, 5), st.floats(0, 5, allow_nan=False))


@st.composite
def radars(draw):
    count = draw(st.integers(3, 12))
    axes = tuple(draw(st.lists(LABELS, min_size=count, max_size=count)))
    values = st.lists(VALUES, min_size=count, max_size=count).map(tuple)
    series = [Series(f"系列{at}", draw(values)) for at in range(draw(st.integers(0, 3)))]
    gaps = draw(st.sets(st.integers(0, count - 1)))
    return axes, checked(axes, series, 0, 5), gaps, draw(st.sampled_from([SMALL, MEDIUM, LARGE]))


def parts(axes, series, gaps, size):
    layout = place(axes, gap_tags(len(axes), series, gaps), size)
    plots = [_plot(one, layout, 0, 5) for one in series]
    circles = [(x, y, reach(one.style, r)) for one, x, y, r, _ in _spots(series, plots, size)]
    fractions = tuple(ring / 5 for ring in RINGS)
    numbers = [box for _, box in ring_numbers(fractions, tuple(map(str, RINGS)), layout, size, circles)]
    return layout, circles, numbers


@settings(max_examples=150, deadline=None)
@given(radars())
def test_labels_numbers_and_markers_keep_apart(drawing):
    layout, circles, numbers = parts(*drawing)
    boxes = [label.box for label in layout.labels]
    assert [pair for pair in combinations([*boxes, *numbers], 2) if pair[0].overlaps(pair[1])] == []
    assert [(box, at) for box in [*boxes, *numbers] for *at, r in circles if box.distance(*at) < r] == []


@settings(max_examples=150, deadline=None)
@given(radars())
def test_labels_stand_outside_the_rings_and_inside_the_picture(drawing):
    size = drawing[-1]
    layout, *_ = parts(*drawing)
    left, top, width, height = map(float, root_of(drawing).get("viewBox").split())
    corners = [(x * layout.radius, y * layout.radius) for x, y in layout.directions]
    edge = [
        mix(*pair, step / 40)
        for pair in zip(corners, corners[1:] + corners[:1], strict=True)
        for step in range(40)
    ]
    for label in layout.labels:
        assert min(label.box.distance(x, y) for x, y in edge) > size.marker
        assert label.box.distance(0, 0) > layout.radius * 0.4
        assert within(label.box, Box(left, top, width, height))


@settings(max_examples=60, deadline=None)
@given(radars())
def test_every_shape_and_word_lies_in_the_view_box(drawing):
    root = root_of(drawing)
    left, top, width, height = map(float, root.get("viewBox").split())
    for element in root.iter():
        for x, y in positions(element):
            assert left <= x <= left + width, ElementTree.tostring(element, "unicode")
            assert top <= y <= top + height, ElementTree.tostring(element, "unicode")


@pytest.mark.parametrize("count", [13, 20, 36])
def test_many_axes_make_the_radar_grow_until_labels_stay_at_their_axis(count):
    axes = ("事前のニーズ把握と受益者の満足度",) * count
    layout = place(axes, ("",) * count, MEDIUM)
    boxes = [label.box for label in layout.labels]
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
    assert layout.radius > MEDIUM.radius


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
def test_all_ring_numbers_show_for_usual_scores(count):
    axes = tuple(f"視点{at}" for at in range(count))
    series = checked(
        axes, [Series("団体", (4,) * count), Series("市", tuple(2 + at % 4 for at in range(count)))], 0, 5
    )
    *_, numbers = parts(axes, series, (), MEDIUM)
    assert len(numbers) == 6


@pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=lambda size: size.name)
@pytest.mark.parametrize("count", [3, 5, 7, 12])
def test_nested_markers_at_the_corners_leave_the_labels_free(count, size):
    axes = ("事前のニーズ把握と受益者の満足度",) * count
    series = checked(axes, [Series(name, (5,) * count) for name in ("団体", "市", "合意")], 0, 5)
    layout, circles, _ = parts(axes, series, {0, 2}, size)
    boxes = [label.box for label in layout.labels]
    assert [box for box in boxes for *at, r in circles if box.distance(*at) < r] == []


def test_directions_go_clockwise_from_the_top():
    assert directions(4) == ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))


def root_of(drawing):
    axes, series, gaps, size = drawing
    return ElementTree.fromstring(radar(axes, series, title="t", gaps=gaps, size=size))  # noqa: S314 our own markup


def mix(one, other, part):
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def within(box, frame):
    return frame.x <= box.x and frame.y <= box.y and box.right <= frame.right and box.bottom <= frame.bottom


def positions(element):
    if element.get("points"):
        return [tuple(map(float, pair.split(","))) for pair in element.get("points").split()]
    if element.get("r"):
        x, y, r = (float(element.get(name)) for name in ("cx", "cy", "r"))
        return [(x - r, y - r), (x + r, y + r)]
    if element.get("rx"):
        x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + width, y + height)]
    return [(float(element.get("x")), float(element.get("y")))] if element.tag.endswith("text") else []
