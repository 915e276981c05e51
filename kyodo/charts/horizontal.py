"""Horizontal bars, for answers of which several may be given: one a row, or one for each series in each row."""

from collections.abc import Sequence

from .axis import ticks
from .data import Caption, Cell, Row, Series, checked, in_words, row_gap
from .frame import FONT, GAP, LINE, WIDTH, block_width, framed, text_block
from .labels import text_width, wrap
from .legend import Entry, draw_legend, legend_height, place_legend
from .palette import FRAME, GRID, INK, INK_SOFT
from .patterns import APART, pattern
from .svg import Svg, join, safe_id, tag

LABEL = 13.0  # em: 25 characters in two lines
BAR = 15.0
_ROW_GAP, _APART_GAP = 10.0, 22.0


def horizontal(
    rows: Sequence[Row],
    series: Sequence[Series],
    *,
    caption: Caption,
    unit: str = "%",
    most: float | None = None,
    id_prefix: str = "",
) -> Svg:
    """An `<svg>` with every label whole; templates print it as it is.

    most: how far the axis may go at most (100 of percents). ValueError where the cells do not fit the rows.
    """
    checked(rows, series)
    prefix = f"{safe_id(id_prefix)}horizontal"
    labels = [_label(row) for row in rows]
    left = max((block_width(lines) for lines in labels), default=0.0) + GAP
    texts = [_text(cell, unit) for one in series for cell in one.cells]
    plot = WIDTH - left - max((text_width(text, FONT) for text in texts), default=0.0) - GAP
    top_value = max((cell.value or 0.0 for one in series for cell in one.cells), default=0.0)
    step, count = ticks(top_value, plot, most)
    legend = _legend(series, prefix)
    y = legend_height(legend) + GAP if legend else 0.0
    start, drawn = y, []
    for place, row in enumerate(rows):
        y += row_gap(rows, place, _ROW_GAP, _APART_GAP) if place else _ROW_GAP / 2
        height = max(len(labels[place]) * LINE, len(series) * LINE)
        drawn.append(
            _row(place, labels[place], row, series, (left, plot / (step * count)), (y, height), unit, prefix)
        )
        y += height
    y += _ROW_GAP / 2
    body = join(
        tag(
            "defs",
            *(pattern(one.fill, f"{prefix}-{n}") for n, one in enumerate(series)),
            pattern(APART, f"{prefix}-apart"),
        ),
        draw_legend(legend, 0.0, FONT, 0.0, middle=WIDTH / 2) if legend else None,
        *(_tick(left + plot * n / count, step * n, (start, y)) for n in range(count + 1)),
        *drawn,
    )
    return framed(body, y + LINE, caption, in_words(rows, series, unit), safe_id(id_prefix), "horizontal")


def _label(row: Row) -> tuple[str, ...]:
    return (*wrap(row.label, LABEL), *((row.note,) if row.note else ()))


def _text(cell: Cell, unit: str) -> str:
    return cell.text if cell.value is None else f"{cell.text}{unit}"


def _row(
    place: int,
    label: tuple[str, ...],
    row: Row,
    series: Sequence[Series],
    across: tuple[float, float],
    down: tuple[float, float],
    unit: str,
    prefix: str,
) -> Svg:
    """`across`: where the bars begin, and px a unit; `down`: the row's top and height."""
    (left, scale), (top, height) = across, down
    first = top + (height - len(series) * LINE) / 2
    bars = []
    for n, one in enumerate(series):
        cell, y = one.cells[place], first + n * LINE
        apart = row.is_apart and len(series) == 1
        name, colour = (f"{prefix}-apart", APART.colour) if apart else (f"{prefix}-{n}", one.fill.colour)
        wide = (cell.value or 0.0) * scale
        if wide:
            look = {"fill": f"url(#{name})", "stroke": colour, "stroke_width": 1.0}
            bars.append(tag("rect", x=left, y=y + (LINE - BAR) / 2, width=max(wide, 0.5), height=BAR, **look))
        bars.append(text_block((_text(cell, unit),), left + wide + GAP / 2, y, fill=INK))
    middle = top + (height - len(label) * LINE) / 2
    return join(text_block(label, left - GAP, middle, anchor="end"), *bars)


def _tick(x: float, value: int, down: tuple[float, float]) -> Svg:
    top, bottom = down
    look = {"stroke": GRID if value else FRAME, "stroke_width": 1.0 if value else 1.5}
    return join(
        tag("line", x1=x, y1=top, x2=x, y2=bottom, **look),
        text_block((f"{value:,}",), x, bottom, anchor="middle", fill=INK_SOFT),
    )


def _legend(series: Sequence[Series], prefix: str):
    if len(series) < 2:
        return ()
    entries = (
        Entry(one.label, swatch=(f"url(#{prefix}-{n})", one.fill.colour)) for n, one in enumerate(series)
    )
    return place_legend(tuple(entries), WIDTH, FONT)
