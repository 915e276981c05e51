"""What comes out of a ledger."""

from dataclasses import dataclass, field

from kyodo.tables import Cell


@dataclass(frozen=True)
class Fault:
    """One faulty cell: sheet row, column letter, its heading, what stood there, and why it cannot be taken."""

    row: int
    column: str
    header: str
    value: str
    reason: str


@dataclass(frozen=True)
class LeftOut:
    """A row that is no project, and why: sums, notes, separators."""

    row: int
    why: str
    text: str


@dataclass(frozen=True)
class LedgerPartner:
    """One group as the ledger names it; `kind` is a value of OrganizationKind, "" where it cannot be told."""

    name: str
    kind: str = ""


@dataclass
class LedgerRow:
    """One project in one 年度. `values` has a typed value for each mapped field but the partner fields.

    dates: date or None; money: whole yen or None; origin and initiator: lists of enum values; outcome: an enum value
    or ""; field: a number of ActivityField or None; participants: int or None; everything else text.
    `sheet_rows` are all rows it was read from (a further partner may stand in a row of its own), `cells` their cells
    by column number, with what 〃 and blanks stood for filled in. Whoever finds more faults adds them to `faults`.
    """

    row_number: int
    values: dict[str, object]
    partners: list[LedgerPartner] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sheet_rows: list[int] = field(default_factory=list)
    cells: list[dict[int, Cell]] = field(default_factory=list)
