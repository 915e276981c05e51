"""Lines over the years: a marker for each number, the newest written at the end of its line.

A number that may not be shown breaks the line, as in the radar, and is never drawn as 0.
"""

import itertools
import math
from collections.abc import Iterator, Sequence

from .axis import ticks
from .data import Caption, Row, Series, checked, in_words
from .frame import FONT, GAP, LINE, WIDTH, block_width, framed, text_block
from .labels import text_width, wrap
from .legend import Entry, draw_legend, legend_height, place_legend
from .marks import line_attributes, marker
from .palette import FRAME, GRID, INK_SOFT, SERIES, Style, series_style
from .placing import spread
from .svg import Svg, join, points, safe_id, tag

LABEL = 6.5  # em
_HEIGHT, _MARKER, _LEADER = 210.0, 4.6, 22.0
_SCALE = FONT / 13

Point = tuple[float, float]


def lines(
    columns: Sequence[Row],
    series: Sequence[Series],
    *,
    caption: Caption,
    unit: str = "%",
    most: float | None = None,
    id_prefix: str = "",
) -> Svg:
    """An `<svg>` with a place on its axis for each column, from the left; templates print it as it is.

    most: how far the axis may go at most (100 of percents). ValueError where the cells do not fit the columns.
    """
    checked(columns, series)
    styles = [_style(one, place) for place, one in enumerate(series)]
    values = [cell.value for one in series for cell in one.cells if cell.value is not None]
    step, count = ticks(max(values, default=0.0), math.inf, most)
    legend = place_legend(
        tuple(Entry(one.label, style) for one, style in zip(series, styles, strict=True)), WIDTH, FONT
    )
    top = legend_height(legend) + GAP + LINE / 2
    bottom = top + max(_HEIGHT, LINE * (len(series) - 1))
    left = text_width(f"{step * count:,}", FONT) + GAP
    ends = [f"{one.cells[-1].text}{unit}" for one in series if one.cells and one.cells[-1].value is not None]
    right = WIDTH - block_width(tuple(ends)) - _LEADER - 3 * _MARKER
    labels = [(*wrap(each.label, LABEL), *((each.note,) if each.note else ())) for each in columns]
    places = _places(labels, left, right)
    scale = (bottom - top) / (step * count)
    plots = [_plot(one, places, bottom, scale) for one in series]
    body = join(
        draw_legend(legend, 0.0, FONT, _MARKER, middle=WIDTH / 2),
        *(_tick(left, right, bottom - n * step * scale, n * step) for n in range(count + 1)),
        *(_line(plot, style) for plot, style in zip(plots, styles, strict=True)),
        *_ends(plots, styles, ends, right, (top, bottom)),
        *_columns(labels, places, bottom + LINE / 2 + 2),
    )
    height = bottom + LINE / 2 + 2 + LINE * max(map(len, labels), default=0)
    return framed(body, height, caption, in_words(columns, series, unit), safe_id(id_prefix), "lines")


def _style(one: Series, place: int) -> Style:
    """The colour of its bars; after six, dash and marker come again in other pairs."""
    if one.is_apart:
        return Style(one.fill.colour, dash="1 4", marker="circle", width=1.75)
    turn = place // len(SERIES)
    dash, shape = series_style(place + turn).dash, series_style(place + 2 * turn).marker
    return Style(one.fill.colour, dash=dash, marker=shape)


def _places(labels: Sequence[tuple[str, ...]], left: float, right: float) -> list[float]:
    """Where the columns stand, so that the first and the last label are whole."""
    if not labels:
        return []
    first = max(left + 3 * _MARKER, block_width(labels[0]) / 2)
    last = max(min(right - 2 * _MARKER, WIDTH - block_width(labels[-1]) / 2), first)
    if len(labels) == 1:
        return [(first + last) / 2]
    return [first + (last - first) * place / (len(labels) - 1) for place in range(len(labels))]


def _columns(labels: Sequence[tuple[str, ...]], places: Sequence[float], top: float) -> Iterator[Svg]:
    """The labels from the newest on, leaving out every second, third … where they would touch."""
    wide = max(map(block_width, labels), default=0.0) + GAP
    apart = places[1] - places[0] if len(places) > 1 else wide
    every = max(math.ceil(wide / max(apart, 0.1)), 1)
    for label, x in list(zip(labels, places, strict=True))[::-1][::every]:
        yield text_block(label, x, top, anchor="middle")


def _tick(left: float, right: float, y: float, value: int) -> Svg:
    look = {"stroke": GRID if value else FRAME, "stroke_width": 1.0 if value else 1.5}
    return join(
        tag("line", x1=left, y1=y, x2=right, y2=y, **look),
        text_block((f"{value:,}",), left - GAP / 2, y - LINE / 2, anchor="end", fill=INK_SOFT),
    )


def _plot(one: Series, places: Sequence[float], bottom: float, scale: float) -> list[Point | None]:
    cells = zip(places, one.cells, strict=True)
    return [None if cell.value is None else (x, bottom - cell.value * scale) for x, cell in cells]


def _line(plot: Sequence[Point | None], style: Style) -> Svg:
    runs = (list(run) for there, run in itertools.groupby(plot, key=bool) if there)
    look = line_attributes(style, _SCALE)
    return join(
        *(tag("polyline", points=points(run), fill="none", **look) for run in runs if len(run) > 1),
        *(marker(style, x, y, _MARKER) for x, y in filter(None, plot)),
    )


def _ends(
    plots: Sequence[Sequence[Point | None]],
    styles: Sequence[Style],
    texts: Sequence[str],
    right: float,
    down: Point,
) -> Iterator[Svg]:
    """The newest number of each line, with the line's marker, led from its point where it had to give way."""
    shown = [(plot[-1], style) for plot, style in zip(plots, styles, strict=True) if plot and plot[-1]]
    placed = sorted(zip(shown, texts, strict=True), key=lambda each: each[0][0][1])
    top, bottom = down
    middles = spread(
        [point[1] for (point, _), _ in placed], [LINE] * len(placed), top - LINE / 2, bottom + LINE / 2
    )
    for ((point, style), text), y in zip(placed, middles, strict=True):
        at = right + _LEADER
        yield tag(
            "line",
            x1=point[0] + _MARKER,
            y1=point[1],
            x2=at - _MARKER,
            y2=y,
            stroke=style.colour,
            stroke_width=1.0,
        )
        yield marker(style, at, y, _MARKER * 0.8)
        yield text_block((text,), at + 2 * _MARKER, y - LINE / 2)
