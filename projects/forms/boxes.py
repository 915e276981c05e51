"""What there is to fill in on the page of a section: boxes, rows of tables, the tables of a budget."""

from dataclasses import dataclass

from ..budget import NOT_ELIGIBLE, BudgetYear
from ..content import BUDGET_LABELS
from ..enums import AnswerKind, IncomeSource
from ..sections import Column
from .answers import FIELD

SHORT = 60  # characters; a cell that takes more is shown wider
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
