"""The spread of the scores: a dot for each reviewer, a bar from the lowest to the highest, a diamond at the mean.

No name is in it. The same numbers stand in a table beside the picture.
"""

from collections import Counter
from collections.abc import Sequence

from kyodo.charts.labels import LINE_HEIGHT, text_width, wrap
from kyodo.charts.marks import marker
from kyodo.charts.palette import FONT_FAMILY, GRID, INK, INK_SOFT, Style
from kyodo.charts.svg import Svg, join, number, tag

from ..ranking import Cell
from ..ranking.given import HIGHEST, LOWEST

MEAN = Style("#0017c1", marker="diamond")
DOT = Style("#595959")
FONT = 13.0
LABELS, SCALE, NUMBERS = 190.0, 260.0, 150.0  # px: names at the left, the scale, numbers at the right
ROW, STACK, RADIUS = 40.0, 7.0, 3.0
BAR = "#c8d3ff"


def spread_chart(cells: Sequence[Cell], *, title: str) -> Svg:
    """One row a criterion, with its mean and range in numbers at the right."""
    heights = [_height(cell) for cell in cells]
    top, rows = FONT * 1.8, []
    for cell, height in zip(cells, heights, strict=True):
        rows.append(_row(cell, top, height))
        top += height
    body = (_grid(FONT * 1.8, top), *rows)
    return _frame(body, LABELS + SCALE + NUMBERS, top + 4, title, "。".join(map(in_words, cells)))


def spread_mini(cell: Cell) -> Svg:
    """One criterion of one proposal in a line of a table; its numbers stand beside it."""
    width, height = 112.0, 20.0
    left, scale = 8.0, width - 16.0
    body = [_line(left, left + scale, height / 2, GRID, 1.0)]
    if cell.mean:
        body.append(_line(_x(cell.low, left, scale), _x(cell.high, left, scale), height / 2, BAR, 8.0))
        body += [marker(DOT, _x(value, left, scale), height / 2, 2.5) for value in sorted(set(cell.values))]
        body.append(marker(MEAN, _x(float(cell.mean.value), left, scale), height / 2, 4.5))
    return _frame(body, width, height, in_words(cell), "")


def in_words(cell: Cell) -> str:
    """「公益性：平均3.67、2から5、5人」."""
    if cell.mean is None:
        return f"{cell.measure.label}：採点なし"
    return f"{cell.measure.label}：平均{cell.mean.shown}、{cell.low}から{cell.high}、{len(cell.marks)}人"


def _height(cell: Cell) -> float:
    """Room for the tallest stack of dots, and for the name's lines."""
    tallest = max(Counter(cell.values).values(), default=1)
    lines = len(_label_lines(cell))
    return max(ROW, tallest * STACK + 30, lines * FONT * LINE_HEIGHT + 10)


def _row(cell: Cell, top: float, height: float) -> Svg:
    base = top + height - 10
    parts = [_label(cell, top + height / 2)]
    if cell.mean is None:
        parts.append(_text(LABELS + SCALE + 12, top + height / 2 + FONT * 0.35, "採点なし", INK_SOFT))
        return join(*parts)
    parts.append(_line(_x(cell.low), _x(cell.high), base, BAR, 9.0))
    for value, count in sorted(Counter(cell.values).items()):
        parts += [marker(DOT, _x(value), base - 10 - STACK * place, RADIUS) for place in range(count)]
    parts.append(marker(MEAN, _x(float(cell.mean.value)), base, 5.5))
    said = f"平均{cell.mean.shown}　{cell.low}〜{cell.high}"
    parts.append(_text(LABELS + SCALE + 12, top + height / 2 + FONT * 0.35, said, INK))
    return join(*parts)


def _label_lines(cell: Cell) -> tuple[str, ...]:
    return wrap(cell.measure.label, (LABELS - 16) / FONT)


def _label(cell: Cell, middle: float) -> Svg:
    lines = _label_lines(cell)
    first = middle - (len(lines) - 1) / 2 * FONT * LINE_HEIGHT + FONT * 0.35
    return join(
        *(_text(0, first + place * FONT * LINE_HEIGHT, line, INK) for place, line in enumerate(lines))
    )


def _grid(top: float, bottom: float) -> Svg:
    """A line and its number for each point of the scale."""
    parts = []
    for value in range(LOWEST, HIGHEST + 1):
        x = _x(value)
        parts.append(tag("line", x1=x, x2=x, y1=top, y2=bottom, stroke=GRID, stroke_width=1.0))
        parts.append(_text(x - text_width(str(value), FONT) / 2, top - 6, str(value), INK_SOFT))
    return join(*parts)


def _x(value: float, left: float = LABELS, scale: float = SCALE) -> float:
    return left + (value - LOWEST) / (HIGHEST - LOWEST) * scale


def _line(x1: float, x2: float, y: float, colour: str, width: float) -> Svg:
    return tag(
        "line",
        x1=float(x1),
        x2=float(x2),
        y1=float(y),
        y2=float(y),
        stroke=colour,
        stroke_width=width,
        stroke_linecap="round",
    )


def _text(x: float, y: float, words: str, colour: str) -> Svg:
    return tag("text", words, x=float(x), y=float(y), fill=colour)


def _frame(body, width: float, height: float, title: str, words: str) -> Svg:
    return tag(
        "svg",
        tag("title", title),
        tag("desc", words) if words else None,
        *body,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        class_="spread",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=float(width),
        height=float(height),
        font_family=FONT_FAMILY,
        font_size=FONT,
    )
