"""One section as its page shows it: boxes to write in, tables with room for more rows, the budget year by year."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..asked import Asked
from ..budget import NOT_ELIGIBLE, BudgetYear
from ..completeness import Gap, budget_of
from ..content import BUDGET_LABELS, MOST_ROWS, Content, label_of, number_of
from ..enums import AnswerKind, IncomeSource
from ..sections import Column, Field, Section
from .answers import FIELD, base_of

BLANK_ROWS = 2  # so many stand there to begin with, and one below what is written
STRIDE = 10  # new rows leave gaps in their numbers: two who add one at the same moment seldom take the same
SHORT = 60  # characters; a cell that takes more is shown wider
PLACEHOLDER = "__row__"  # stands for a row's key in the template from which a script makes rows
ELIGIBLE = (("", "対象"), (NOT_ELIGIBLE, "対象外"))
MONEY, COUNT = "money", "count"  # how a cell of the budget is typed


@dataclass(frozen=True)
class Box:
    """One thing to fill in. `kind`: an `AnswerKind`, or MONEY or COUNT in the budget."""

    key: str
    label: str
    value: str
    kind: str
    required: bool = False
    max_length: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    help: str = ""
    example: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        """In the form and as the element's id."""
        return FIELD + self.key

    @property
    def column(self) -> str:
        """Of a cell: its column."""
        return self.key.rpartition(".")[2]

    @property
    def is_numeric(self) -> bool:
        return self.kind in (AnswerKind.NUMBER, MONEY, COUNT)

    @property
    def is_long(self) -> bool:
        """Whether it takes more room than a word or a number."""
        return self.kind == AnswerKind.TEXT or (self.kind == AnswerKind.LINE and self.max_length > SHORT)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices with a way to choose none, and what stands there even if it is none of them."""
        blank = () if "" in dict(self.choices) else (("", "―"),)
        odd = () if self.value in dict((*blank, *self.choices)) else ((self.value, self.value),)
        return (*blank, *self.choices, *odd)


@dataclass(frozen=True)
class RowBoxes:
    """One row of a table. `key` is the whole one: "goals.r2"."""

    key: str
    number: str
    boxes: tuple[Box, ...]
    amount: int | None = None

    def box(self, column: str) -> Box:
        return next(box for box in self.boxes if box.key.endswith(f".{column}"))


@dataclass(frozen=True)
class Table:
    """The rows of one table, and the one from which a script makes more: `prefix` and a number are a new row's key."""

    key: str
    prefix: str
    label: str
    rows: tuple[RowBoxes, ...]
    template: RowBoxes
    faults: tuple[str, ...] = ()
    help: str = ""
    required: bool = False


@dataclass(frozen=True)
class YearTables:
    """One year of the budget: its two tables and its sums."""

    year: BudgetYear
    income: Table
    expense: Table
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class BudgetTables:
    """The budget with its planned years."""

    key: str
    years: tuple[YearTables, ...]


@dataclass
class SectionForm:
    """`answers`: key → (what is stored, its version). `typed` stands in its place where it could not be stored.

    `gaps` are named at their fields; `refused` says why a field was not stored.
    """

    section: Section
    asked: Asked
    answers: Mapping[str, tuple[str, int]]
    gaps: Sequence[Gap] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def content(self) -> Content:
        return Content({key: value for key, (value, _) in self.answers.items()} | dict(self.typed))

    @property
    def is_wide(self) -> bool:
        """Whether it needs the whole width of the window."""
        return any(each.kind == AnswerKind.BUDGET for each in self.section.fields)

    @property
    def bases(self) -> str:
        """What the page keeps, for `forms.answers.read_edits`."""
        names = {each.key for each in self.section.fields}
        shown = {
            key: base_of(value, version)
            for key, (value, version) in self.answers.items()
            if key in names or key.partition(".")[0] in names
        }
        return json.dumps(shown, separators=(",", ":"))

    @cached_property
    def parts(self) -> list[tuple[str, object]]:
        """(how it is shown, what): the section's fields in their order."""
        return list(self._parts())

    def _parts(self) -> Iterable[tuple[str, object]]:
        for each in self.section.fields:
            if each.kind == AnswerKind.ROWS:
                yield "rows", self._table(each)
            elif each.kind == AnswerKind.BUDGET:
                yield "budget", self._budget(each)
            elif each.kind == AnswerKind.FILES:
                yield "files", each
            else:
                yield "box", self._box(each)

    @property
    def problems(self) -> list[Gap]:
        """All that is named at the fields, for the list above them."""
        refused = [
            Gap(self.section.key, key, self.label_of(key), message, is_missing=False)
            for key, message in self.refused.items()
        ]
        return [*refused, *self.gaps]

    def label_of(self, key: str) -> str:
        return label_of(key, [self.section], self.content) or ""

    def words_of(self, key: str, value: str) -> str:
        """A value as people read it: of a choice, its label."""
        choices = next((box.choices for box in self._boxes() if box.key == key), ())
        return dict(choices).get(value, value)

    def _boxes(self) -> Iterable[Box]:
        for how, part in self.parts:
            if how == "box":
                yield part
            elif how == "rows":
                yield from (box for row in part.rows for box in row.boxes)
            elif how == "budget":
                tables = [table for year in part.years for table in (year.income, year.expense)]
                yield from (box for table in tables for row in table.rows for box in row.boxes)

    def faults_at(self, key: str) -> tuple[str, ...]:
        found = [gap.message for gap in self.gaps if gap.key == key]
        return (*([self.refused[key]] if key in self.refused else []), *found)

    def _box(self, asked: Field) -> Box:
        return Box(
            asked.key,
            asked.label,
            self.content.text(asked.key),
            str(asked.kind),
            asked.required,
            asked.max_length,
            asked.choices,
            self.faults_at(asked.key),
            asked.help,
            asked.example,
            asked.unit,
        )

    def _table(self, asked: Field) -> Table:
        written = [row.key for row in self.content.rows(asked)]
        keys = [*written, *self._new_keys(asked.key, "r", len(written))]
        rows = [
            self._row(f"{asked.key}.{key}", str(place), asked.columns)
            for place, key in enumerate(keys, start=1)
        ]
        template = self._row(f"{asked.key}.{PLACEHOLDER}", "", asked.columns)
        faults = self.faults_at(asked.key)
        return Table(asked.key, "r", asked.label, tuple(rows), template, faults, asked.help, asked.required)

    def _row(self, key: str, number: str, columns: Sequence[Column]) -> RowBoxes:
        boxes = [
            self._cell(f"{key}.{column.key}", column.label, str(column.kind), column) for column in columns
        ]
        return RowBoxes(key, number, tuple(boxes))

    def _cell(self, key: str, label: str, kind: str, column: Column) -> Box:
        return Box(
            key,
            label,
            self.content.text(key),
            kind,
            column.required,
            column.max_length,
            column.choices,
            self.faults_at(key),
        )

    def _new_keys(self, field_key: str, prefix: str, written: int) -> list[str]:
        """Keys of blank rows behind all that were ever used."""
        start = f"{field_key}.{prefix}"
        used = [number_of(key.split(".")[1]) for key in self.content.values if key.startswith(start)]
        last, found = max(used, default=0), []
        for _ in range(min(max(1, BLANK_ROWS - written), max(0, MOST_ROWS - written))):
            last += random.randint(1, STRIDE)  # noqa: S311 – nobody gains by guessing it
            found.append(f"{prefix}{last}")
        return found

    def _budget(self, asked: Field) -> BudgetTables:
        years = budget_of(asked, self.asked, self.content).years
        return BudgetTables(asked.key, tuple(self._year(asked, year) for year in years))

    def _year(self, asked: Field, year: BudgetYear) -> YearTables:
        return YearTables(
            year,
            self._lines(asked, year, "i", "収入"),
            self._lines(asked, year, "e", "支出"),
            self.faults_at(year.key),
        )

    def _lines(self, asked: Field, year: BudgetYear, side: str, label: str) -> Table:
        prefix = f"y{year.terms.number}{side}"
        written = {line.key: line.amount for line in year.lines if line.key.startswith(prefix)}
        keys = [*written, *self._new_keys(asked.key, prefix, len(written))]
        rows = [
            self._line(f"{asked.key}.{key}", str(place), side, written.get(key))
            for place, key in enumerate(keys, start=1)
        ]
        template = self._line(f"{asked.key}.{PLACEHOLDER}", "", side, None)
        return Table(f"{asked.key}.{prefix}", prefix, label, tuple(rows), template)

    def _line(self, key: str, number: str, side: str, amount: int | None) -> RowBoxes:
        boxes = [
            self._cell(f"{key}.{column.key}", column.label, str(column.kind), column)
            for column in (INCOME_COLUMNS if side == "i" else EXPENSE_COLUMNS)
        ]
        return RowBoxes(key, number, tuple(boxes), amount)


def _column(key: str, kind: str = AnswerKind.LINE, **more) -> Column:
    return Column(key, BUDGET_LABELS[key], kind, **more)


_COMMON = (
    _column("item", required=True, max_length=60),
    _column("unit_price", MONEY, required=True, max_length=40),
    _column("quantity", COUNT, max_length=20),
    _column("unit", max_length=20),
    _column("note", max_length=200),
)
INCOME_COLUMNS = (
    _column(
        "source", AnswerKind.CHOICE, required=True, choices=(("", "選んでください"), *IncomeSource.choices)
    ),
    *_COMMON,
)
EXPENSE_COLUMNS = (_column("eligible", AnswerKind.CHOICE, choices=ELIGIBLE), *_COMMON)
