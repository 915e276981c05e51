"""Mean ratings by axis with their spread, the years beside each other: means in, one grid out. Pure.

Axes of different versions are one row where they carry the same name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear

from .enums import Side
from .summary import Mean, Means

SIDES = (Side.GROUP, Side.CITY)


@dataclass(frozen=True)
class RatingCell:
    """One side's mean on one axis in one year, and the id of that year's axis; None where nothing was rated."""

    year: FiscalYear
    axis_id: int | None
    mean: Mean | None


@dataclass(frozen=True)
class RatingRow:
    """One side on one axis, a cell a year."""

    axis: str
    side: Side
    cells: tuple[RatingCell, ...]


@dataclass(frozen=True)
class RatingGrid:
    years: tuple[FiscalYear, ...]
    rows: tuple[RatingRow, ...]

    @property
    def newest(self) -> FiscalYear | None:
        """The last year in which anything was rated."""
        rated = [cell.year for row in self.rows for cell in row.cells if cell.mean]
        return max(rated, default=None, key=lambda year: year.year)


def rating_grid(
    years: Sequence[int], axes: Mapping[int, Iterable[tuple[int, str]]], found: Means
) -> RatingGrid:
    """axes: year → (id, name) of its axes, in order. found: (year, axis id, side) → mean. The newest order leads."""
    ids = {(year, label): axis for year in years for axis, label in axes.get(year, ())}
    labels = dict.fromkeys(label for year in reversed(years) for _, label in axes.get(year, ()))
    rows = (
        RatingRow(label, side, tuple(_cell(year, ids.get((year, label)), side, found) for year in years))
        for label in labels
        for side in SIDES
    )
    return RatingGrid(tuple(map(FiscalYear, years)), tuple(rows))


def _cell(year: int, axis_id: int | None, side: Side, found: Means) -> RatingCell:
    return RatingCell(FiscalYear(year), axis_id, found.get((year, axis_id, side)))


def rating_file_rows(grid: RatingGrid, words: Mapping[Side, str]) -> tuple[list, list[list]]:
    """Heading and rows for CSV and Excel: the mean, the middle half of the sheets, and how many there were."""
    heading = [
        f"{year.short_label}（{what}）"
        for year in grid.years
        for what in ("平均", "幅の下", "幅の上", "枚数")
    ]
    rows = [
        [row.axis, words[row.side], *(value for cell in row.cells for value in _values(cell.mean))]
        for row in grid.rows
    ]
    return ["視点", "書いた側", *heading], rows


def _values(mean: Mean | None) -> list:
    return [None, None, None, 0] if mean is None else [float(mean.value), mean.low, mean.high, mean.n]
