"""The charts of the statistics: which kind fits a grid. The numbers are the grid's own."""

from kyodo.charts.data import Caption, Series
from kyodo.charts.data import Cell as Drawn
from kyodo.charts.data import Row as Bar
from kyodo.charts.horizontal import horizontal
from kyodo.charts.lines import lines
from kyodo.charts.patterns import fill_of
from kyodo.charts.svg import Svg

from .statistics import Cell, Grid, Kind, Row

MOST_LINES, MOST_BARS = 6, 20
SOURCE = "資料：協働事業の記録"


def picture_of(grid: Grid, *, has_heading: bool = False) -> Svg | None:
    """Lines over the years where they are few, else a bar for each row; None where there is nothing to draw.

    has_heading: with its title above, for a file that stands alone.
    """
    if grid.is_empty:
        return None
    most = 100 if grid.measure.kind == Kind.RATE else None
    rows = grid.rows or (grid.total,)
    if len(grid.years) > 1 and len(rows) <= MOST_LINES:
        series = [_series(row, place) for place, row in enumerate(rows)]
        columns = [Bar(year.short_label) for year in grid.years]
        return lines(columns, series, caption=_caption(grid, has_heading), unit=grid.measure.unit, most=most)
    shown = sorted(rows, key=lambda row: row.total.value or 0, reverse=True)[:MOST_BARS]
    shown = [row for row in rows if row in shown]
    bars = [Bar(row.label) for row in shown]
    series = [Series(grid.span, tuple(_drawn(row.total) for row in shown), fill_of(0))]
    cut = f"多いほうから{MOST_BARS}までを出しています" if len(rows) > len(shown) else ""
    return horizontal(
        bars, series, caption=_caption(grid, has_heading, cut), unit=grid.measure.unit, most=most
    )


def _series(row: Row, place: int) -> Series:
    return Series(row.label, tuple(map(_drawn, row.cells)), fill_of(place))


def _drawn(cell: Cell) -> Drawn:
    return Drawn(None if cell.value is None else float(cell.value), cell.text)


def _caption(grid: Grid, has_heading: bool, *notes: str) -> Caption:
    foot = (grid.span, *filter(None, notes), SOURCE)
    return Caption(grid.title, foot, has_heading)
