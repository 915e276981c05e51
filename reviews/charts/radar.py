"""The radar of a ふりかえりシート: axes, series and labels in, an SVG string out.

The first axis points up, the others follow clockwise; the rings are polygons. A missing value breaks the line and
is never drawn as 0. `radar_table` gives the same figures as a table for those who cannot see the picture.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from kyodo.charts.labels import ASCENT, LINE_HEIGHT, Box, text_width
from kyodo.charts.legend import Entry, draw_legend, legend_height, place_legend
from kyodo.charts.marks import line_attributes, marker, reach
from kyodo.charts.palette import FONT_FAMILY, FRAME, GRID, INK, INK_SOFT, PAPER
from kyodo.charts.svg import Svg, join, number, points, safe_id, tag

from .figures import MISSING, Series, Table, checked, gap_tags, in_words, radar_table
from .radar_layout import (
    LARGE,
    MEDIUM,
    SMALL,
    TAG_FONT,
    TAG_GAP,
    TAG_HEIGHT,
    TAG_PADDING,
    Label,
    Layout,
    Size,
    place,
    ring_numbers,
)

__all__ = ["LARGE", "MEDIUM", "SMALL", "Series", "Size", "Table", "radar", "radar_table"]

Point = tuple[float, float]
Spot = tuple[Series, float, float, float, float]  # whose marker, x, y, radius, outline (0: filled)

BROKEN_NOTE = f"線の切れ目は{MISSING}"


def radar(
    axes: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    rings: Sequence[int] = (0, 1, 2, 3, 4, 5),
    size: Size = LARGE,
    description: str = "",
    gaps: Collection[int] = (),
    links: Sequence[str | None] = (),
    id_prefix: str = "",
) -> Svg:
    """An `<svg>` with its title, its values in words and its legend; templates print it as it is.

    axes: three or more labels; ① is put before those that bring no number. rings: rising; the first is the
    centre. gaps: axes (from 0) to mark as far apart, with the difference of the first two series. links: an
    address behind each label, site-relative, or None. id_prefix: something else for each radar of a page.
    ValueError where values leave the scale or do not fit the axes.
    """
    low, high = _scale(rings)
    axes = tuple(map(str, axes))
    series = checked(axes, series, low, high)
    layout = place(axes, gap_tags(len(axes), series, gaps), size, len(rings) - 1)
    fractions = tuple((ring - low) / (high - low) for ring in rings)
    plots = [_plot(one, layout, low, high) for one in series]
    spots = _spots(series, plots, size)
    names = tuple(map(str, rings))
    shown = (fractions[-1:], names[-1:]) if size.compact else (fractions, names)
    circles = [(x, y, reach(one.style, r)) for one, x, y, r, _ in spots]
    numbers = ring_numbers(*shown, layout, size, circles)
    legend = (
        () if size.compact else place_legend(_entries(series), 2 * layout.half_width - size.font, size.font)
    )
    body = (
        _backdrop(layout, fractions, size.scale),
        *(
            _gap_bar(plots, index, size)
            for index in sorted(set(gaps))
            if index < len(axes) and not size.compact
        ),
        *(_lines(one, plot, size) for one, plot in zip(series, plots, strict=True)),
        *_ranges(series, layout, low, high, size),
        *(marker(one.style, x, y, r, hollow=hollow) for one, x, y, r, hollow in spots),
        *(_number(text, box, size) for text, box in numbers),
        _labels(layout, size, tuple(links)),
        draw_legend(legend, layout.bottom + size.font, size.font, size.marker) if legend else None,
    )
    bottom = layout.bottom + (size.font + legend_height(legend) if legend else 0) + 0.4 * size.font
    words = f"{description}{in_words(axes, series)}"
    return _frame(join(*body), layout, bottom, title, words, safe_id(id_prefix), size, linked=any(links))


def _scale(rings: Sequence[int]) -> tuple[float, float]:
    if len(rings) < 2 or any(after <= before for before, after in itertools.pairwise(rings)):
        raise ValueError("The rings must rise.")
    return float(rings[0]), float(rings[-1])


def _frame(
    body: Svg, layout: Layout, bottom: float, title: str, words: str, prefix: str, size: Size, *, linked: bool
) -> Svg:
    """The outer element. With links inside it is a group: an image would hide them from a screen reader."""
    width, height = 2 * layout.half_width, bottom - layout.top
    view = " ".join(map(number, (-layout.half_width, layout.top, width, height)))
    return tag(
        "svg",
        tag("title", title, id=f"{prefix}radar-title"),
        tag("desc", words, id=f"{prefix}radar-desc"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        role="group" if linked else "img",
        aria_labelledby=f"{prefix}radar-title",
        aria_describedby=f"{prefix}radar-desc",
        class_=f"chart radar radar-{safe_id(size.name)}",
        viewBox=view,
        width=float(width),
        height=float(height),
        font_family=FONT_FAMILY,
        font_size=float(size.font),
    )


def _at(direction: Point, layout: Layout, fraction: float) -> Point:
    return direction[0] * layout.radius * fraction, direction[1] * layout.radius * fraction


def _plot(one: Series, layout: Layout, low: float, high: float) -> list[Point | None]:
    return [
        None if value is None else _at(direction, layout, (value - low) / (high - low))
        for direction, value in zip(layout.directions, one.values, strict=True)
    ]


@lru_cache(maxsize=256)
def _backdrop(layout: Layout, fractions: tuple[float, ...], scale: float) -> Svg:
    """Rings and axes."""
    outer = [_at(direction, layout, 1.0) for direction in layout.directions]
    rings = (
        tag("polygon", points=points((x * fraction, y * fraction) for x, y in outer))
        for fraction in fractions[:-1]
        if fraction
    )
    spokes = (tag("line", x1=0, y1=0, x2=x, y2=y) for x, y in outer)
    frame = tag("polygon", points=points(outer), stroke=FRAME, stroke_width=1.25 * scale)
    return tag("g", *rings, *spokes, frame, fill="none", stroke=GRID, stroke_width=float(scale))


def _runs(plot: list[Point | None]) -> Iterator[list[Point]]:
    """Neighbouring points without a gap; a run may pass the first axis."""
    gap = plot.index(None)
    run: list[Point] = []
    for point in (*plot[gap:], *plot[:gap], None):
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _lines(one: Series, plot: list[Point | None], size: Size) -> Svg:
    """A closed, faintly filled line; open pieces without any fill where a value is missing."""
    look = line_attributes(one.style, size.scale)
    if None not in plot:
        fill = {"fill": one.style.colour, "fill_opacity": one.style.fill_opacity}
        return tag("polygon", points=points(plot), **fill, **look)
    pieces = (run for run in _runs(plot) if len(run) > 1)
    return join(*(tag("polyline", points=points(run), fill="none", **look) for run in pieces))


def _spots(series: Sequence[Series], plots: Sequence[list[Point | None]], size: Size) -> list[Spot]:
    """The markers. Where some would hide each other they are nested: large and hollow below, small and full above."""
    spots: list[Spot] = []
    for at_axis in zip(*plots, strict=True):
        stacks: list[list[tuple[Series, Point]]] = []
        for one, point in zip(series, at_axis, strict=True):
            if point is None:
                continue
            near = (stack for stack in stacks if _distance(stack[0][1], point) < 1.2 * size.marker)
            stack = next(near, None)
            if stack is None:
                stacks.append([(one, point)])
            else:
                stack.append((one, point))
        for stack in stacks:
            last = len(stack) - 1
            step = min(0.6, 1.2 / max(last, 1))
            for depth, (one, (x, y)) in enumerate(stack):
                factor = 1.0 if not last else 0.75 + step * (last - depth)
                spots.append((one, x, y, size.marker * factor, 0.4 * size.marker if depth < last else 0.0))
    return spots


def _distance(one: Point, other: Point) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def _gap_bar(plots: Sequence[list[Point | None]], index: int, size: Size) -> Svg | None:
    """A broad bar between the two sides on an axis where they are far apart."""
    ends = [plot[index] for plot in plots[:2]]
    if len(ends) < 2 or None in ends:
        return None
    (x1, y1), (x2, y2) = ends
    look = {
        "stroke": INK,
        "stroke_opacity": 0.16,
        "stroke_linecap": "round",
        "stroke_width": 2.4 * size.marker,
    }
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)


def _ranges(series: Sequence[Series], layout: Layout, low: float, high: float, size: Size) -> Iterator[Svg]:
    """The spread behind each value: a bar with ends beside the axis, one lane a series."""
    for lane, one in enumerate(series):
        aside = (lane - (len(series) - 1) / 2) * 1.1 * size.marker
        for (ux, uy), pair in zip(layout.directions, one.spread, strict=True):
            if pair is None:
                continue
            near, far = ((end - low) / (high - low) * layout.radius for end in pair)
            ends = [(ux * along - uy * aside, uy * along + ux * aside) for along in (near, far)]
            caps = [((x + uy * 3, y - ux * 3), (x - uy * 3, y + ux * 3)) for x, y in ends]
            pieces = (
                f"M{number(a[0])} {number(a[1])}L{number(b[0])} {number(b[1])}" for a, b in (ends, *caps)
            )
            yield tag(
                "path",
                d="".join(pieces),
                fill="none",
                stroke=one.style.colour,
                stroke_width=1.25 * size.scale,
            )


def _number(text: str, box: Box, size: Size) -> Svg:
    """A ring number on a plate of paper, above all lines."""
    plate = tag(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=2, fill=PAPER, fill_opacity=0.88
    )
    x, y = box.x + box.width / 2, box.y + box.height / 2 + 0.37 * size.number_font
    look = {"font_size": float(size.number_font), "text_anchor": "middle", "fill": INK_SOFT}
    return join(plate, tag("text", text, x=x, y=y, **look))


@lru_cache(maxsize=256)
def _labels(layout: Layout, size: Size, links: tuple[str | None, ...]) -> Svg:
    drawn = []
    for index, label in enumerate(layout.labels):
        link = links[index] if index < len(links) else None
        words = _label(label, size)
        drawn.append(tag("a", words, href=_address(link)) if link else words)
    return tag("g", *drawn, fill=INK)


def _address(link: str) -> str:
    """Site-relative addresses only: nothing that runs a script or leaves the portal."""
    if not link.startswith(("/", "?", "#")) or link.startswith(("//", "/\\")):
        raise ValueError("A chart links only inside the portal.")
    return link


def _label(label: Label, size: Size) -> Svg:
    box, font = label.box, size.font
    x = box.x if label.anchor == "start" else box.x + box.width / 2
    look = {"text_anchor": label.anchor, "font_weight": "bold" if label.tag else None}
    lead = (LINE_HEIGHT - 1) / 2 + ASCENT
    lines = (
        tag("text", line, x=x, y=box.y + (lead + row * LINE_HEIGHT) * font, **look)
        for row, line in enumerate(label.lines)
    )
    return join(*lines, _tag(label, x, size) if label.tag else None)


def _tag(label: Label, x: float, size: Size) -> Svg:
    """The badge 「差2」 under a label."""
    font = size.font
    width = text_width(label.tag, TAG_FONT * font) + 2 * TAG_PADDING * font
    left = x if label.anchor == "start" else x - width / 2
    top = label.box.y + (len(label.lines) * LINE_HEIGHT + TAG_GAP) * font
    plate = tag("rect", x=left, y=top, width=width, height=TAG_HEIGHT * font, rx=3, fill=INK)
    baseline = top + (TAG_HEIGHT / 2 + 0.37 * TAG_FONT) * font
    look = {"text_anchor": "middle", "font_weight": "bold", "font_size": TAG_FONT * font, "fill": PAPER}
    return join(plate, tag("text", label.tag, x=left + width / 2, y=baseline, **look))


def _entries(series: Sequence[Series]) -> tuple[Entry, ...]:
    entries = [Entry(f"{one.label}（{MISSING}）" if one.is_empty else one.label, one.style) for one in series]
    if any(one.is_broken for one in series):
        entries.append(Entry(BROKEN_NOTE))
    return tuple(entries)
