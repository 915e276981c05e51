"""Horizontal bars, for answers of which several may be given: one a row, or one for each series in each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .axis import ticks
from .data import Caption, Cell, Row, Series, checked, in_words, row_gap, written
from .frame import FONT, GAP, LINE, WIDTH, framed, text_block
from .labels import text_width
from .legend import Entry, draw_legend, legend_height, place_legend
from .palette import FRAME, GRID, INK_SOFT
from .patterns import APART, Fill, pattern
from .row_labels import row_labels
from .svg import Svg, join, safe_id, tag

BAR = 15.0
_LABEL, _WIDEST_LABEL = 13.0, 17.0  # em; 25 characters in two lines
_ROW_GAP, _APART_GAP = 10.0, 22.0


@dataclass(frozen=True)
class _Plot:
    """Where the bars begin and how many px a unit has; `prefix` begins the names of the patterns."""

    left: float
    scale: float
    unit: str
    prefix: str

    def text(self, cell: Cell) -> str:
        return written(cell, self.unit)


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
    labels = row_labels(rows, usual=_LABEL, most=_WIDEST_LABEL)
    left = labels.left or GAP
    cells = [cell for one in series for cell in one.cells]
    length = WIDTH - left - max((text_width(written(cell, unit), FONT) for cell in cells), default=0.0) - GAP
    step, count = ticks(max((cell.value or 0.0 for cell in cells), default=0.0), length, most)
    plot = _Plot(left, length / (step * count), unit, prefix)
    legend = _legend(series, prefix)
    y = start = legend_height(legend) + GAP if legend else 0.0
    drawn = []
    for place, row in enumerate(rows):
        y += row_gap(rows, place, _ROW_GAP, _APART_GAP) if place else _ROW_GAP / 2
        bars = max(labels.beside(place), len(series) * LINE)
        middle = y + labels.above(place) + bars / 2
        drawn += [labels.draw(place, y, middle), *_bars(place, row, series, plot, middle)]
        y += labels.above(place) + bars
    y += _ROW_GAP / 2
    body = join(
        tag("defs", *(pattern(fill, f"{prefix}-{name}") for name, fill in _fills(series).items())),
        draw_legend(legend, 0.0, FONT, middle=WIDTH / 2),
        *(_tick(left + length * n / count, step * n, (start, y)) for n in range(count + 1)),
        *drawn,
    )
    return framed(body, y + LINE, caption, in_words(rows, series, unit), safe_id(id_prefix), "horizontal")


def _fills(series: Sequence[Series]) -> dict[str, Fill]:
    return {**{str(place): one.fill for place, one in enumerate(series)}, "apart": APART}


def _bars(place: int, row: Row, series: Sequence[Series], plot: _Plot, middle: float) -> Iterator[Svg]:
    """A row's bars, one under the other round `middle`, each with its number."""
    top = middle - len(series) * LINE / 2
    for n, one in enumerate(series):
        cell, y = one.cells[place], top + n * LINE
        name = "apart" if row.is_apart and len(series) == 1 else str(n)
        wide = (cell.value or 0.0) * plot.scale
        if wide:
            look = {
                "fill": f"url(#{plot.prefix}-{name})",
                "stroke": _fills(series)[name].colour,
                "stroke_width": 1.0,
            }
            yield tag("rect", x=plot.left, y=y + (LINE - BAR) / 2, width=max(wide, 0.5), height=BAR, **look)
        yield text_block((plot.text(cell),), plot.left + wide + GAP / 2, y)


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
