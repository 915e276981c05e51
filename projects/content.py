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
MOST_ROWS = 40
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


def _order(row_key: str) -> tuple:
    if match := BUDGET_ROW.fullmatch(row_key):
        return int(match[1]), match[2] == "e", int(match[3])
    return (int(row_key[1:]),)


def is_known_key(key: str, sections: Iterable[Section]) -> bool:
    """Whether a proposal with these sections has such a field or cell: what a page may save."""
    return label_of(key, sections) is not None


def label_of(key: str, sections: Iterable[Section]) -> str | None:
    """What a field or cell is called, 「目標（2行目・目標値）」; None where these sections have none such."""
    fields = {field.key: field for section in sections for field in section.fields}
    name, _, rest = key.partition(".")
    field = fields.get(key) or fields.get(name)
    if field is None or field.kind == AnswerKind.FILES:
        return None
    if field.kind not in (AnswerKind.ROWS, AnswerKind.BUDGET):
        return field.label if key == field.key else None
    row, _, column = rest.partition(".")
    place = _place_of(field, row, column)
    return f"{field.label}（{place}）" if place else None


def _place_of(field: Field, row: str, column: str) -> str:
    if field.kind == AnswerKind.BUDGET:
        match = BUDGET_ROW.fullmatch(row)
        if not match or column not in BUDGET_LABELS or int(match[3]) > MOST_ROWS:
            return ""
        return f"{match[1]}年目・{SIDES[match[2]]}{match[3]}行目・{BUDGET_LABELS[column]}"
    match = ROW.fullmatch(row)
    label = next((each.label for each in field.columns if each.key == column), "")
    return f"{match[1]}行目・{label}" if match and label and int(match[1]) <= MOST_ROWS else ""


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
