"""Which chart fits a table, and what stands in it: the one place that page, download, report and Excel ask.

Single answers add up to n and are one bar of 100 %; several answers to a question are bars of their own; a crossing
has a bar for each value, and 年度 a line. Nothing is drawn where nobody was asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kyodo.charts.data import HIDDEN, Cell, Row, Series
from kyodo.charts.patterns import APART, FILLS, fill_of

from ..enums import QuestionKind
from ..queries.measuring import YEAR
from ..tabulation import NO_ANSWER, Line, Table, rounded

if TYPE_CHECKING:
    from ..survey_tables import Counted

TOTAL = "総計"
MOST_SERIES = len(FILLS)
MOST_ROWS, MOST_BARS = 60, 300  # what can still be scrolled through
TOO_MANY = "分けた数が多いため、図は総計だけです。分けた数は、表にあります。"
HIDDEN_NOTE = f"「{HIDDEN}」は、数が少ないため示していません。"
BROKEN_NOTE = "線の切れ目は、数が少ないため示していません。"


class Kind(StrEnum):
    SHARES = "shares"  # bars of 100 %, one or one a row
    BARS = "bars"  # horizontal bars, one or several a row
    LINES = "lines"  # over the years


@dataclass(frozen=True)
class Plan:
    """A chart before it is drawn. `unit` follows each number; `notes` have to stand under the picture."""

    kind: Kind
    rows: tuple[Row, ...]
    series: tuple[Series, ...]
    unit: str = "%"
    notes: tuple[str, ...] = ()

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


def plan_of(counted: "Counted") -> Plan | None:
    """None where there is nothing to draw: nobody was asked, everything is hidden, or only numbers were given.

    Nor where a picture would be longer than anybody reads: the table says it better.
    """
    if not counted.total.n or not any(_is_shown(table) for table in _tables(counted)):
        return None
    is_number = counted.question is not None and counted.question.kind == QuestionKind.NUMBER
    plan = (_means if is_number else _of_crossing if counted.is_crossing else _of_table)(counted)
    if plan is None or len(plan.rows) > MOST_ROWS:
        return None
    if not any(cell.value is None for one in plan.series for cell in one.cells):
        return plan
    return replace(plan, notes=(*plan.notes, BROKEN_NOTE if plan.kind == Kind.LINES else HIDDEN_NOTE))


def _tables(counted: "Counted") -> list[Table]:
    parts = counted.result.rows if counted.is_crossing else ()
    return [counted.total, *(table for _, table in parts)]


def _is_shown(table: Table) -> bool:
    return any(not line.is_hidden for line in table.lines)


def n_of(table: Table) -> str:
    return f"n={HIDDEN if table.is_n_hidden else table.n}"


def cell_of(line: Line, table: Table) -> Cell:
    if line.is_hidden or line.tenths is None:
        return Cell(None)
    return Cell(100 * line.count / table.n, line.percent)


def _adds_up(counted: "Counted") -> bool:
    """Whether the answers are parts of one whole, and few enough to be told apart in one bar."""
    is_text = counted.question is not None and counted.question.kind == QuestionKind.TEXT
    return counted.total.question.single and not is_text and len(_answers(counted.total)) <= MOST_SERIES


def _answers(table: Table) -> list[Line]:
    return [line for line in table.lines if line.code != NO_ANSWER]


def _of_table(counted: "Counted") -> Plan:
    table = counted.total
    if _adds_up(counted):
        return Plan(Kind.SHARES, (Row(""),), _by_answer([table]))
    cells = tuple(cell_of(line, table) for line in table.lines)
    return Plan(Kind.BARS, _answer_rows(table), (Series(TOTAL, cells, fill_of(0)),))


def _by_answer(tables: Sequence[Table]) -> tuple[Series, ...]:
    """A series for each answer, a cell for each table; 無回答 is apart."""
    series = []
    for place, line in enumerate(tables[0].lines):
        cells = tuple(cell_of(table.lines[place], table) for table in tables)
        is_apart = line.code == NO_ANSWER
        series.append(Series(line.label, cells, APART if is_apart else fill_of(place), is_apart))
    return tuple(series)


def _of_crossing(counted: "Counted") -> Plan:
    parts = [(option.label, table) for option, table in counted.result.rows]
    if not parts:
        return _of_table(counted)
    named = [(TOTAL, counted.total), *parts]
    rows = tuple(Row(label, n_of(table), is_apart=not place) for place, (label, table) in enumerate(named))
    answers = len(_answers(counted.total))
    if counted.result.by.code == YEAR and len(parts) > 1 and answers <= MOST_SERIES:
        return Plan(Kind.LINES, rows[1:], _by_answer([table for _, table in parts]))
    is_short = len(rows) <= MOST_ROWS
    if _adds_up(counted) and is_short:
        return Plan(Kind.SHARES, rows, _by_answer([table for _, table in named]))
    if len(named) <= min(len(counted.total.lines), MOST_SERIES):
        return Plan(Kind.BARS, _answer_rows(counted.total), tuple(_by_value(named)))
    if answers <= MOST_SERIES and is_short and len(rows) * len(counted.total.lines) <= MOST_BARS:
        return Plan(Kind.BARS, rows, _by_answer([table for _, table in named]))
    return replace(_of_table(counted), notes=(TOO_MANY,))


def _answer_rows(table: Table) -> tuple[Row, ...]:
    return tuple(Row(line.label, is_apart=line.code == NO_ANSWER) for line in table.lines)


def _by_value(named: Iterable[tuple[str, Table]]) -> Iterable[Series]:
    for place, (label, table) in enumerate(named):
        cells = tuple(cell_of(line, table) for line in table.lines)
        yield Series(f"{label}（{n_of(table)}）", cells, fill_of(place))


def _means(counted: "Counted") -> Plan | None:
    """The mean of each value of a crossing; a single mean needs no picture."""
    shown = [(option, each) for option, each in counted.figures_by if each.mean is not None]
    if len(shown) < 2 or any(each.mean < 0 for _, each in shown):
        return None
    rows = tuple(Row(option.label, f"n={each.answered}") for option, each in shown)
    cells = tuple(Cell(float(each.mean), rounded(each.mean, 2)) for _, each in shown)
    return Plan(Kind.BARS, rows, (Series("平均", cells, fill_of(0)),), unit=counted.question.unit_label)
