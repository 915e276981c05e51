"""Stacked bars, one a row: labels and series in, an SVG string out.

Each series has its colour and its pattern, so that a grey print or a colour-blind reader loses nothing. The figures
stand in words in the picture's description; the page prints them as a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .axis import ticks
from .labels import text_width
from .legend import Entry, draw_legend, legend_height, place_legend
from .palette import FONT_FAMILY, FRAME, GRID, INK, INK_SOFT, PAPER
from .patterns import Fill, pattern
from .svg import Svg, clean, join, number, safe_id, tag

WIDTH, FONT, ROW, BAR = 560.0, 16.0, 34.0, 22.0
GAP, TICK_FONT = 8.0, 14.0


@dataclass(frozen=True)
class Bars:
    """One series: a whole number for each row, its colour, and one of `patterns.PATTERNS`."""

    label: str
    values: tuple[int, ...]
    colour: str
    pattern: str = "solid"

    @property
    def fill(self) -> Fill:
        return Fill(self.colour, self.pattern)


def stacked_bars(
    rows: Sequence[str],
    series: Sequence[Bars],
    *,
    title: str,
    unit: str = "件",
    ends: Sequence[str] = (),
    id_prefix: str = "",
) -> Svg:
    """An `<svg>` with its title, its figures in words and its legend; templates print it as it is.

    rows: one label a bar, from the top. ends: what stands after each bar; its sum where left out. id_prefix:
    something else for each chart of a page. ValueError where a series has not one value from 0 on for each row.
    """
    if any(len(one.values) != len(rows) or min(one.values, default=0) < 0 for one in series):
        raise ValueError("Each series needs a number from 0 on for each row.")
    totals = [sum(values) for values in zip(*(one.values for one in series), strict=True)] or [0] * len(rows)
    after = list(ends) or [f"{total}{unit}" for total in totals]
    prefix = safe_id(id_prefix)
    left = max((text_width(label, FONT) for label in rows), default=0) + GAP
    right = max((text_width(text, FONT) for text in after), default=0) + GAP
    step, count = ticks(max(totals, default=0), WIDTH - left - right)
    per_unit = (WIDTH - left - right) / (step * count)
    bottom = ROW * len(rows)
    swatches = (f"url(#{prefix}bars-{place})" for place in range(len(series)))
    entries = (
        Entry(one.label, swatch=(fill, one.colour)) for one, fill in zip(series, swatches, strict=True)
    )
    legend, legend_top = place_legend(tuple(entries), WIDTH, FONT), bottom + 2.2 * TICK_FONT
    body = join(
        tag("defs", *(pattern(one.fill, f"{prefix}bars-{place}") for place, one in enumerate(series))),
        *(_tick(left + step * n * per_unit, step * n, bottom) for n in range(count + 1)),
        *(
            _row(
                place,
                rows[place],
                after[place],
                [one.values[place] for one in series],
                left,
                per_unit,
                prefix,
            )
            for place in range(len(rows))
        ),
        draw_legend(legend, legend_top, FONT, middle=WIDTH / 2),
    )
    words = "".join(_in_words(rows[place], series, place, unit) for place in range(len(rows)))
    return _frame(body, legend_top + legend_height(legend), clean(title), words, prefix)


def _row(
    place: int, label: str, after: str, values: Sequence[int], left: float, per_unit: float, prefix: str
) -> Svg:
    top, middle = ROW * place + (ROW - BAR) / 2, ROW * (place + 0.5) + 0.36 * FONT
    pieces, at = [], left
    for index, value in enumerate(values):
        if value:
            pieces.append(
                tag(
                    "rect",
                    x=at,
                    y=top,
                    width=value * per_unit,
                    height=BAR,
                    fill=f"url(#{prefix}bars-{index})",
                    stroke=PAPER,
                    stroke_width=1.5,
                )
            )
            at += value * per_unit
    return join(
        tag("text", label, x=left - GAP, y=middle, text_anchor="end", fill=INK),
        *pieces,
        tag("text", after, x=at + GAP, y=middle, fill=INK),
    )


def _tick(x: float, value: int, bottom: float) -> Svg:
    look = {"stroke": GRID if value else FRAME, "stroke_width": 1.0 if value else 1.5}
    words = {"text_anchor": "middle", "font_size": TICK_FONT, "fill": INK_SOFT}
    return join(
        tag("line", x1=x, y1=0.0, x2=x, y2=bottom, **look),
        tag("text", str(value), x=x, y=bottom + 1.2 * TICK_FONT, **words),
    )


def _in_words(label: str, series: Sequence[Bars], place: int, unit: str) -> str:
    parts = "、".join(f"{one.label} {one.values[place]}{unit}" for one in series)
    return f"{label}：{parts}。"


def _frame(body: Svg, bottom: float, title: str, words: str, prefix: str) -> Svg:
    return tag(
        "svg",
        tag("title", title, id=f"{prefix}bars-title"),
        tag("desc", words, id=f"{prefix}bars-desc"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{prefix}bars-title",
        aria_describedby=f"{prefix}bars-desc",
        class_="chart bars",
        viewBox=f"0 0 {number(WIDTH)} {number(bottom)}",
        width=WIDTH,
        height=bottom,
        font_family=FONT_FAMILY,
        font_size=FONT,
    )
