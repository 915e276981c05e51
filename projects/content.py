"""What a proposal says: the raw values of its fields, read as texts, tables and a budget. Pure: asks no database.

Values are kept as typed under "<field>" and, for a cell of a table, "<field>.<row>.<column>". A row of a table is
"r1", "r2", …; a row of the budget tells its year and side, "y1e3" or "y2i1" (`projects.budget`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .enums import AnswerKind
from .sections import Column, Field, Section

ROW = re.compile(r"r([1-9]\d{0,2})")
BUDGET_ROW = re.compile(r"y([1-3])([ei])([1-9]\d{0,2})")
BUDGET_COLUMNS = ("source", "item", "note", "unit_price", "quantity", "unit", "eligible")
MOST_ROWS = 40


@dataclass(frozen=True)
class Row:
    """One row of a table: its id, and the raw text of each column."""

    key: str
    cells: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.cells.values())


class Content:
    """All answers of one proposal, by key."""

    def __init__(self, values: Mapping[str, str]):
        self.values = values

    def text(self, key: str) -> str:
        return self.values.get(key, "")

    def rows(self, field: Field) -> list[Row]:
        """The table's rows that hold anything, in their order."""
        names = [column.key for column in field.columns]
        return self._rows(field.key, names, ROW)

    def budget_rows(self, field_key: str = "budget") -> list[Row]:
        """The budget's lines that hold anything, by year, income before expense."""
        return self._rows(field_key, BUDGET_COLUMNS, BUDGET_ROW)

    def _rows(self, field_key: str, columns: Iterable[str], pattern: re.Pattern) -> list[Row]:
        found: dict[str, dict[str, str]] = {}
        for key, text in self.values.items():
            name, _, rest = key.partition(".")
            row, _, column = rest.partition(".")
            if name == field_key and column and pattern.fullmatch(row):
                found.setdefault(row, {})[column] = text
        rows = [
            Row(key, {name: cells.get(name, "") for name in columns})
            for key, cells in sorted(found.items(), key=lambda each: _order(each[0]))
        ]
        return [row for row in rows if not row.is_blank]


def _order(row_key: str) -> tuple:
    if match := BUDGET_ROW.fullmatch(row_key):
        return int(match[1]), match[2] == "e", int(match[3])
    return (int(row_key[1:]),)


def is_known_key(key: str, sections: Iterable[Section]) -> bool:
    """Whether a proposal with these sections has such a field or cell: what a page may save."""
    name, _, rest = key.partition(".")
    field = next((each for section in sections for each in section.fields if each.key == name), None)
    if field is None or field.kind == AnswerKind.FILES:
        return False
    if field.kind not in (AnswerKind.ROWS, AnswerKind.BUDGET):
        return not rest
    row, _, column = rest.partition(".")
    if field.kind == AnswerKind.BUDGET:
        match = BUDGET_ROW.fullmatch(row)
        return column in BUDGET_COLUMNS and bool(match) and int(match[3]) <= MOST_ROWS
    match = ROW.fullmatch(row)
    return column in {each.key for each in field.columns} and bool(match) and int(match[1]) <= MOST_ROWS


def column_of(field: Field, key: str) -> Column:
    return next(each for each in field.columns if each.key == key)
