"""What a proposal says: the raw values of its fields, read as texts, tables and a budget. Pure: asks no database.

Values are kept as typed under "<field>" and, for a cell of a table, "<field>.<row>.<column>". A row of a table is
"r1", "r2", …; a row of the budget tells its year and side, "y1e3" or "y2i1" (`projects.budget`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kyodo.text import normalise

from .enums import AnswerKind
from .sections import Column, Field, Section

ROW = re.compile(r"r([1-9]\d{0,2})")
BUDGET_ROW = re.compile(r"y([1-3])([ei])([1-9]\d{0,2})")
BUDGET_COLUMNS = ("source", "item", "note", "unit_price", "quantity", "unit", "eligible")
MOST_ROWS = 40  # in one table; their numbers may be higher, as rows come and go
LAST_NUMBER = 999  # of a row: what its key can hold
SIDES = {"i": "収入", "e": "支出"}
BUDGET_LABELS = {
    "source": "財源",
    "item": "費目",
    "note": "内訳",
    "unit_price": "単価",
    "quantity": "数",
    "unit": "単位",
    "eligible": "対象",
}
UNITS = ("人", "名", "件", "回", "年", "%", "点")
NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


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

    def place_of(self, field: Field, row_key: str) -> int | None:
        """Which line of its table the row is, from 1, as people count them; None for one that says nothing."""
        rows = self.budget_rows(field.key) if field.kind == AnswerKind.BUDGET else self.rows(field)
        table = row_key.rstrip("0123456789")
        keys = [row.key for row in rows if row.key.rstrip("0123456789") == table]
        return keys.index(row_key) + 1 if row_key in keys else None


def _order(row_key: str) -> tuple:
    if match := BUDGET_ROW.fullmatch(row_key):
        return int(match[1]), match[2] == "e", int(match[3])
    return (number_of(row_key),)


def is_known_key(key: str, sections: Iterable[Section]) -> bool:
    """Whether a proposal with these sections has such a field or cell: what a page may save."""
    return label_of(key, sections) is not None


def label_of(key: str, sections: Iterable[Section], content: Content | None = None) -> str | None:
    """What a field or cell is called, 「目標（2行目・目標値）」; None where these sections have none such.

    With the content a row is named by the line on which people see it, else by the number in its key.
    """
    fields = {field.key: field for section in sections for field in section.fields}
    name, _, rest = key.partition(".")
    field = fields.get(key) or fields.get(name)
    if field is None or field.kind == AnswerKind.FILES:
        return None
    if field.kind not in (AnswerKind.ROWS, AnswerKind.BUDGET):
        return field.label if key == field.key else None
    row, _, column = rest.partition(".")
    is_budget = field.kind == AnswerKind.BUDGET
    match = (BUDGET_ROW if is_budget else ROW).fullmatch(row)
    columns = BUDGET_LABELS if is_budget else {each.key: each.label for each in field.columns}
    if not match or column not in columns:
        return None
    line = (content and content.place_of(field, row)) or number_of(row)
    side = f"{match[1]}年目・{SIDES[match[2]]}" if is_budget else ""
    return f"{field.label}（{side}{line}行目・{columns[column]}）"


def number_of(row_key: str) -> int:
    """The number at the end of a row's key."""
    return int(row_key[len(row_key.rstrip("0123456789")) :])


def column_of(field: Field, key: str) -> Column:
    return next(each for each in field.columns if each.key == key)


def read_number(text: str, *, places: int = 2) -> Decimal:
    """The number from 0 on that 「１，２００人」 or 「1.5」 says; ValueError in Japanese for anything else."""
    bare = "".join(normalise(text).split()).replace("、", ",")
    for unit in UNITS:
        bare = bare.removesuffix(unit)
    if not NUMBER.fullmatch(bare):
        raise ValueError("数字で書いてください。")
    whole, _, fraction = bare.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > places:
        raise ValueError(f"小数は{places}桁までで書いてください。" if places else "整数で書いてください。")
    if len(whole.lstrip("0")) > 11:
        raise ValueError("数が大きすぎます。")
    return Decimal(f"{whole}.{fraction or 0}")


def write_number(number: Decimal) -> str:
    """「1,200」, 「1.5」: separators, and no decimals that say nothing."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
