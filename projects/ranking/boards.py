"""What the calculation gives: a board for each closed stage and one for all of them, a line for each proposal."""

from dataclasses import dataclass

from .figures import Deviation, Figure
from .given import Entry, Judge, Measure
from .severity import Severity


@dataclass(frozen=True)
class Cell:
    """One proposal on one criterion: who gave what, who gave nothing, and what that comes to."""

    measure: Measure
    marks: tuple[tuple[Judge, int], ...]
    missing: tuple[Judge, ...]
    mean: Figure | None
    low: int | None
    high: int | None
    deviation: Deviation | None
    lowest: int  # how many gave the lowest mark

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(value for _, value in self.marks)

    @property
    def is_mostly_lowest(self) -> bool:
        """More than half of those who scored it gave the lowest mark."""
        return self.lowest * 2 > len(self.marks)


@dataclass(frozen=True)
class Fault:
    """Why a proposal stays below what the call asks for; `key` is "percent" or "lowest"."""

    key: str
    words: str


@dataclass(frozen=True)
class Line:
    """One proposal on a board. Without a score on some criterion (`unscored`) it has no total and no rank.

    `parts`: on the final board the totals of the stages.
    """

    entry: Entry
    cells: tuple[Cell, ...]
    excluded: tuple[tuple[Judge, str], ...]
    gaps: tuple[tuple[Judge, tuple[Measure, ...]], ...]
    total: Figure | None
    percent: Figure | None
    faults: tuple[Fault, ...] = ()
    rank: int | None = None
    is_tied: bool = False
    parts: tuple[Figure | None, ...] = ()

    @property
    def unscored(self) -> tuple[Measure, ...]:
        return tuple(cell.measure for cell in self.cells if cell.mean is None)

    @property
    def judges_with_a_lowest(self) -> int:
        """How many reviewers gave the lowest mark at least once."""
        return len({judge.id for cell in self.cells for judge, value in cell.marks if value == 1})

    def cell_of(self, measure_id: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.measure.id == measure_id), None)


@dataclass(frozen=True)
class Tie:
    """Proposals with the same total, and in words what was decided between them; `is_open` where nothing was."""

    entries: tuple[Entry, ...]
    words: str
    is_open: bool


@dataclass(frozen=True)
class Board:
    """Lines in the order of their ranks, those without a total last.

    `number` is 0 for all stages together; then `parts` names the stages.
    """

    number: int
    name: str
    measures: tuple[Measure, ...]
    full: Figure
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]
    parts: tuple[str, ...] = ()

    def line_of(self, entry_id: int) -> Line | None:
        return next((line for line in self.lines if line.entry.id == entry_id), None)


@dataclass(frozen=True)
class Ranking:
    """`boards`: the closed stages in order. `final`: all stages, as soon as all are closed; with one, that one."""

    boards: tuple[Board, ...]
    final: Board | None
    severities: tuple[Severity, ...]

    @property
    def result(self) -> Board | None:
        """The board that counts so far: the final one, or that of the last closed stage."""
        return self.final or (self.boards[-1] if self.boards else None)

    def board_of(self, number: int) -> Board | None:
        return next((board for board in self.boards if board.number == number), None)

    def line_of(self, entry_id: int) -> Line | None:
        """The proposal's line on the last board that has it."""
        boards = [*([self.final] if self.final else []), *reversed(self.boards)]
        return next((line for board in boards if (line := board.line_of(entry_id))), None)
