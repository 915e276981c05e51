"""What a table file holds once it is read: sheets of cells that know their address."""

from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.utils import get_column_letter, range_boundaries


class TableError(ValueError):
    """A file that cannot be read; its text is Japanese, for the person who uploaded it."""


@dataclass(frozen=True)
class Limits:
    """What a file may measure before it is refused: bytes, and counts of rows, columns, characters."""

    file_bytes: int = 10 * 1024 * 1024
    unpacked_bytes: int = 100 * 1024 * 1024
    sheets: int = 30
    rows: int = 20_000
    columns: int = 200
    cell_length: int = 10_000


class Cell(NamedTuple):
    """One filled cell. `value` is typed (str, int, float, bool, date, datetime, time), `text` what a person sees.

    A cell that could not be read has no value and a `fault`, one Japanese sentence. Of a formula (`is_formula`), value
    and text are those of the result that was kept.
    """

    row: int
    column: int
    value: object
    text: str
    fault: str = ""
    is_formula: bool = False

    @property
    def letter(self) -> str:
        return get_column_letter(self.column)

    @property
    def address(self) -> str:
        return f"{self.letter}{self.row}"


class MergedRange(NamedTuple):
    """A block of cells shown as one; its content is in the top left cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def of(cls, reference: str) -> "MergedRange":
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        return cls(first_row, first_column, last_row, last_column)

    def holds(self, row: int, column: int) -> bool:
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@dataclass
class Sheet:
    """A sheet: `rows[0]` is row 1. A row maps column numbers (from 1) to filled cells; a blank row is None."""

    name: str
    rows: list[dict[int, Cell] | None] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    hidden: bool = False

    @property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        return max((max(row) for row in self.rows if row), default=0)

    def row(self, number: int) -> dict[int, Cell]:
        """The filled cells of a row by its number from 1; empty for a blank row."""
        if not 1 <= number <= len(self.rows):
            return {}
        return self.rows[number - 1] or {}

    def cell(self, row: int, column: int) -> Cell | None:
        return self.row(row).get(column)

    def shown(self, row: int, column: int) -> Cell | None:
        """The cell a person sees at this place: inside a merged block that is its top left cell."""
        found = self.cell(row, column)
        if found is not None:
            return found
        for block in self.merged:
            if block.holds(row, column):
                return self.cell(block.first_row, block.first_column)
        return None
