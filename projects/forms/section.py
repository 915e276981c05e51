"""One section as its page shows it: boxes to write in, tables with room for more rows, the budget year by year."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..asked import Asked
from ..budget import BudgetYear
from ..completeness import Gap, budget_of
from ..content import LAST_NUMBER, MOST_ROWS, Content, label_of, number_of
from ..enums import AnswerKind
from ..sections import Column, Field, Section
from .answers import base_of
from .boxes import EXPENSE_COLUMNS, INCOME_COLUMNS, Box, BudgetTables, RowBoxes, Table, YearTables

BLANK_ROWS = 2  # so many stand there to begin with, and one below what is written
STRIDE = 10  # new rows leave gaps in their numbers: two who add one at the same moment seldom take the same
PLACEHOLDER = "__row__"  # stands for a row's key in the template from which a script makes rows


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
        table = self._rows(asked.key, "r", asked.columns, dict.fromkeys(written))
        faults = self.faults_at(asked.key)
        return replace(
            table, key=asked.key, label=asked.label, faults=faults, help=asked.help, required=asked.required
        )

    def _budget(self, asked: Field) -> BudgetTables:
        years = budget_of(asked, self.asked, self.content).years
        return BudgetTables(asked.key, tuple(self._year(asked, year) for year in years))

    def _year(self, asked: Field, year: BudgetYear) -> YearTables:
        return YearTables(
            year,
            self._lines(asked, year, "i", "収入", INCOME_COLUMNS),
            self._lines(asked, year, "e", "支出", EXPENSE_COLUMNS),
            self.faults_at(year.key),
        )

    def _lines(self, asked: Field, year: BudgetYear, side: str, label: str, columns) -> Table:
        prefix = f"y{year.terms.number}{side}"
        written = {line.key: line.amount for line in year.lines if line.key.startswith(prefix)}
        return replace(self._rows(asked.key, prefix, columns, written), label=label)

    def _rows(
        self, field_key: str, prefix: str, columns: Sequence[Column], written: Mapping[str, int | None]
    ) -> Table:
        """The rows that are written (key → its amount, of a line of the budget), blank ones, and the template."""
        keys = [*written, *self._new_keys(f"{field_key}.{prefix}", prefix, len(written))]
        rows = [
            self._row(f"{field_key}.{key}", str(place), columns, written.get(key))
            for place, key in enumerate(keys, start=1)
        ]
        template = self._row(f"{field_key}.{PLACEHOLDER}", "", columns)
        return Table(f"{field_key}.{prefix}", prefix, "", tuple(rows), template)

    def _row(self, key: str, number: str, columns: Sequence[Column], amount: int | None = None) -> RowBoxes:
        boxes = tuple(self._cell(f"{key}.{column.key}", column) for column in columns)
        return RowBoxes(key, number, boxes, amount)

    def _cell(self, key: str, column: Column) -> Box:
        return Box(
            key,
            column.label,
            self.content.text(key),
            str(column.kind),
            column.required,
            column.max_length,
            column.choices,
            self.faults_at(key),
        )

    def _new_keys(self, start: str, prefix: str, written: int) -> list[str]:
        """Keys of blank rows: behind all that were ever used, or in a gap once the numbers are used up."""
        used = {number_of(key.split(".")[1]) for key in self.content.values if key.startswith(start)}
        found: list[str] = []
        for _ in range(min(max(1, BLANK_ROWS - written), max(0, MOST_ROWS - written))):
            number = max(used, default=0) + random.randint(1, STRIDE)  # noqa: S311 – nobody gains by guessing it
            if number > LAST_NUMBER:
                number = next(each for each in range(1, LAST_NUMBER + 1) if each not in used)
            used.add(number)
            found.append(f"{prefix}{number}")
        return found
