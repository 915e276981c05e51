"""What the records say of collaboration over the years: figures in, one grid out, behind text, table and chart alike.

Pure: knows no request and no database. A figure that nobody recorded is 未記入 and never 0.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from kyodo.fiscal_year import FiscalYear

from .tabulation import rounded

ALL = "all"  # every value of the breakdown, or every year of the range
NOTHING, UNKNOWN = "なし", "未記入"


class Kind(Enum):
    COUNT = "count"  # how many rows
    SUM = "sum"  # what the rows add up to, of those in which it is recorded
    RATE = "rate"  # how many percent of the rows


@dataclass(frozen=True)
class Measure:
    """What is counted: its key in an address, its name, its unit, and in a sentence what counts."""

    key: str
    label: str
    kind: Kind
    unit: str
    note: str


@dataclass(frozen=True)
class Breakdown:
    """By what it is broken down; `overlaps` says in a sentence why its rows may exceed the total."""

    key: str
    label: str
    overlaps: str = ""


class Figure(NamedTuple):
    """Of `n` rows, `known` hold a value (of a rate: fulfil it), which add up to `total`."""

    n: int = 0
    known: int = 0
    total: int = 0


EACH_YEAR = "事業は、年度ごとに1件と数えます。"
MONEY = "金額が未記入の事業は、合計に入れず、件数を別の行に出します。"
MEASURES = {
    each.key: each
    for each in (
        Measure("projects", "事業", Kind.COUNT, "件", EACH_YEAR),
        Measure(
            "partners",
            "協働の相手の延べ数",
            Kind.COUNT,
            "件",
            "相手の団体が二つある事業は、2件と数えます。",
        ),
        Measure(
            "groups", "団体の実数", Kind.COUNT, "団体", "同じ団体は、いくつの事業の相手でも1と数えます。"
        ),
        Measure("city_cost", "市の負担額", Kind.SUM, "円", MONEY),
        Measure("group_cost", "団体の負担額", Kind.SUM, "円", MONEY),
        Measure("other_cost", "その他の財源", Kind.SUM, "円", MONEY),
        Measure(
            "total_cost", "費用の総額", Kind.SUM, "円", f"三つの財源のうち、書いてあるものの合計です。{MONEY}"
        ),
        Measure(
            "participants",
            "参加者",
            Kind.SUM,
            "人",
            "参加者数が未記入の事業は、合計に入れず、件数を別の行に出します。",
        ),
        Measure(
            "continuing",
            "継続率",
            Kind.RATE,
            "%",
            "その年度の事業のうち、次の年度にも続いたものの割合です。次の年度が来ていない年度は数えません。",
        ),
    )
}
SEVERAL_KINDS = "相手の種類がいくつもある事業は、それぞれの行に入れます。全体では一度だけ数えます。"
SEVERAL_ROWS = "同じ団体が、いくつもの行に入ることがあります。全体では一度だけ数えます。"
BREAKDOWNS = {
    each.key: each
    for each in (
        Breakdown("form", "形態"),
        Breakdown("division", "課"),
        Breakdown("domain", "領域"),
        Breakdown("field", "分野"),
        Breakdown("kind", "相手の種類", SEVERAL_KINDS),
        Breakdown("outcome", "成果"),
    )
}
COUNTED = "「検討」と「中止」の事業は数えません。"


@dataclass(frozen=True)
class Cell:
    """One number as it is shown; `value` is None where there is none."""

    figure: Figure
    kind: Kind

    @property
    def value(self) -> int | Fraction | None:
        n, known, total = self.figure
        if self.kind == Kind.COUNT:
            return n
        if self.kind == Kind.SUM:
            return total if known else None
        return Fraction(100 * known, n) if n else None

    @property
    def text(self) -> str:
        if self.value is None:
            return UNKNOWN if self.figure.n else NOTHING
        return rounded(self.value) if self.kind == Kind.RATE else f"{self.value:,}"

    @property
    def exact(self) -> int | float | str:
        """For a file: a number where there is one."""
        if self.value is None:
            return self.text
        return float(self.text) if self.kind == Kind.RATE else self.value

    @property
    def missing(self) -> int:
        """How many rows are 未記入."""
        return self.figure.n - self.figure.known if self.kind == Kind.SUM else 0


@dataclass(frozen=True)
class Row:
    """One value of the breakdown (or all of them): a cell for each year, and one for the whole range."""

    key: Hashable
    label: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Grid:
    """One measure over the years. Without a breakdown, or where nothing was recorded, there are no `rows`."""

    measure: Measure
    by: Breakdown | None
    years: tuple[FiscalYear, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def title(self) -> str:
        return f"{self.measure.label}（{self.by.label}別）" if self.by else self.measure.label

    @property
    def span(self) -> str:
        first, last = self.years[0].short_label, self.years[-1].short_label
        return first if first == last else f"{first}から{last}まで"

    @property
    def is_empty(self) -> bool:
        return self.total.total.figure.n == 0

    @property
    def has_missing(self) -> bool:
        return self.total.total.missing > 0

    @property
    def notes(self) -> list[str]:
        """What a reader has to know, a sentence or two each."""
        overlaps = self.by.overlaps if self.by else ""
        if self.measure.key == "partners":
            overlaps = ""
        elif self.measure.key == "groups":
            overlaps = SEVERAL_ROWS if self.by else ""
        return [each for each in (self.measure.note, overlaps, COUNTED) if each]


def make_grid(
    measure: Measure,
    by: Breakdown | None,
    years: Sequence[int],
    figures: Mapping[tuple[Hashable, Hashable], Figure],
    labels: Mapping[Hashable, str],
) -> Grid:
    """Put the figures in their places.

    figures: (value of the breakdown or `ALL`, year or `ALL`) → figure; what is not there is nothing.
    labels: each value of the breakdown with its name, in the order of the rows; those without a figure are left out.
    """

    def row(key: Hashable, label: str) -> Row:
        cells = tuple(Cell(figures.get((key, year), Figure()), measure.kind) for year in years)
        return Row(key, label, cells, Cell(figures.get((key, ALL), Figure()), measure.kind))

    rows = (row(key, label) for key, label in labels.items() if (key, ALL) in figures)
    return Grid(measure, by, tuple(map(FiscalYear, years)), tuple(rows), row(ALL, "全体"))


def sentences(grid: Grid) -> list[str]:
    """What stands out, in words made of the grid's own numbers."""
    told = [
        (year, cell)
        for year, cell in zip(grid.years, grid.total.cells, strict=True)
        if cell.value is not None
    ]
    if grid.is_empty or not told:
        return []
    year, cell = told[-1]
    unit = grid.measure.unit
    said = f"{year.short_label}は{cell.text}{unit}です。"
    if len(told) > 1:
        before, earlier = told[-2]
        said += _change(before, earlier, cell, unit)
    return [said, *_largest(grid, year)]


def _change(before: FiscalYear, earlier: Cell, cell: Cell, unit: str) -> str:
    difference = cell.value - earlier.value
    if cell.text == earlier.text:
        return f"{before.short_label}と同じです。"
    if cell.kind == Kind.RATE:
        step, unit = rounded(abs(Fraction(cell.text) - Fraction(earlier.text))), "ポイント"
    else:
        step = f"{abs(difference):,}"
    return f"{before.short_label}より{step}{unit}{'増えました' if difference > 0 else '減りました'}。"


def _largest(grid: Grid, year: FiscalYear) -> list[str]:
    """The row that is largest in that year; several where they are equal, none where all are."""
    place = grid.years.index(year)
    values = [(row, row.cells[place]) for row in grid.rows if row.cells[place].value]
    if len(values) < 2:
        return []
    most = max(cell.value for _, cell in values)
    top = [(row, cell) for row, cell in values if cell.value == most]
    if len(top) == len(values) or len(top) > 3:
        return []
    names = "と".join(f"「{row.label}」" for row, _ in top)
    each = "どちらも" if len(top) == 2 else "どれも" if len(top) > 2 else ""
    word = "高い" if grid.measure.kind == Kind.RATE else "多い"
    return [
        f"{grid.by.label}別でいちばん{word}のは{names}で、{each}{top[0][1].text}{grid.measure.unit}です。"
    ]


def file_rows(grid: Grid) -> tuple[list, list[list]]:
    """Heading and rows for CSV and Excel: numbers as numbers, 未記入 as a row of its own, the notes at the foot."""
    unit = "" if grid.measure.kind == Kind.RATE else f"（{grid.measure.unit}）"
    spans = [*(year.short_label for year in grid.years), "期間全体"]
    if grid.measure.kind == Kind.RATE:
        heading = [f"{span}（{what}）" for span in spans for what in ("%", "続いた件数", "対象の件数")]
    else:
        heading = spans
    rows = [[row.label, *_file_cells(row)] for row in (*grid.rows, grid.total)]
    if grid.has_missing:
        missing = [cell.missing for cell in (*grid.total.cells, grid.total.total)]
        rows.append([f"{UNKNOWN}の事業（件）", *missing])
    first = f"{grid.by.label if grid.by else '区分'}／{grid.measure.label}{unit}"
    return [first, *heading], [*rows, [], *([note] for note in grid.notes)]


def _file_cells(row: Row) -> Iterable:
    for cell in (*row.cells, row.total):
        yield cell.exact
        if cell.kind == Kind.RATE:
            yield from (cell.figure.known, cell.figure.n)


def main_rows(grids: Sequence[Grid]) -> tuple[list, list[list]]:
    """Heading and rows of several measures that are not broken down, for CSV and Excel."""
    heading = ["数えるもの", "単位", *(year.short_label for year in grids[0].years)]
    rows = [
        [grid.measure.label, grid.measure.unit, *(cell.exact for cell in grid.total.cells)] for grid in grids
    ]
    return heading, rows
