"""The calculation itself, from what is given to the boards."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from . import figures
from .boards import Board, Cell, Fault, Line, Ranking
from .figures import Figure
from .given import HIGHEST, LOWEST, Entry, Given, Judge, Mark, Measure, Rules, Seat, Stage
from .order import ranked
from .severity import severities

ALL_STAGES = "総合"


def calculate(given: Given) -> Ranking:
    """Every number of a call's screening, as far as its stages are closed."""
    table = _Table(given)
    closed = [stage for stage in given.stages if stage.is_closed]
    boards = tuple(table.board(stage) for stage in closed)
    final = None
    if boards and len(closed) == len(given.stages):
        final = boards[0] if len(boards) == 1 else table.final(boards)
    return Ranking(boards, final, severities(given.judges, table.counted()))


class _Table:
    """What is given, by where it belongs."""

    def __init__(self, given: Given):
        self.given = given
        self.judges = {judge.id: judge for judge in given.judges}
        self.places = {entry.id: place for place, entry in enumerate(given.entries)}
        order = {judge.id: position for position, judge in enumerate(given.judges)}
        self.seats: dict[tuple[int, int], list[Seat]] = defaultdict(list)
        for seat in sorted(given.seats, key=lambda seat: order[seat.judge]):
            self.seats[seat.entry, seat.stage].append(seat)
        self.marks = {(mark.judge, mark.entry, mark.measure): mark for mark in given.marks}
        self.measures: dict[int, tuple[Measure, ...]] = {
            stage.number: tuple(each for each in given.measures if each.stage == stage.number)
            for stage in given.stages
        }

    def counted(self) -> Iterable[Mark]:
        """The scores that count: of reviewers who are not out, in closed stages."""
        for stage in self.given.stages:
            for entry in self.given.entries if stage.is_closed else ():
                for judge in self.counting(entry, stage.number):
                    for measure in self.measures[stage.number]:
                        if mark := self.marks.get((judge.id, entry.id, measure.id)):
                            yield mark

    def counting(self, entry: Entry, stage: int) -> list[Judge]:
        return [self.judges[seat.judge] for seat in self.seats[entry.id, stage] if not seat.out]

    def board(self, stage: Stage) -> Board:
        measures = self.measures[stage.number]
        entries = [entry for entry in self.given.entries if entry.stage >= stage.number]
        lines = [self.line(entry, stage.number) for entry in entries]
        return _board(stage.number, stage.name, measures, lines, self.given.rules)

    def line(self, entry: Entry, stage: int) -> Line:
        judges = self.counting(entry, stage)
        cells = tuple(self.cell(entry, measure, judges) for measure in self.measures[stage])
        out = tuple((self.judges[seat.judge], seat.out) for seat in self.seats[entry.id, stage] if seat.out)
        return Line(entry, cells, out, _gaps(judges, cells), *_totals(cells))

    def cell(self, entry: Entry, measure: Measure, judges: Sequence[Judge]) -> Cell:
        found = [(judge, self.marks.get((judge.id, entry.id, measure.id))) for judge in judges]
        marks = tuple((judge, mark.value) for judge, mark in found if mark)
        missing = tuple(judge for judge, mark in found if mark is None)
        values = [value for _, value in marks]
        if not values:
            return Cell(measure, (), missing, None, None, None, None, 0)
        spread = (min(values), max(values), figures.deviation(values))
        return Cell(measure, marks, missing, figures.mean(values), *spread, values.count(LOWEST))

    def final(self, boards: Sequence[Board]) -> Board:
        """All stages together, of what came to the last one."""
        by_entry = [{line.entry.id: line for line in board.lines} for board in boards]
        lines = [_together([lines[key] for lines in by_entry]) for key in by_entry[-1]]
        lines.sort(key=lambda line: self.places[line.entry.id])
        measures = tuple(measure for board in boards for measure in board.measures)
        board = _board(0, ALL_STAGES, measures, lines, self.given.rules)
        return replace(board, parts=tuple(board.name for board in boards))


def _board(
    number: int, name: str, measures: tuple[Measure, ...], lines: Sequence[Line], rules: Rules
) -> Board:
    full = _full(measures)
    judged = [replace(line, faults=tuple(_faults(line, rules))) for line in lines]
    in_order, ties = ranked(judged, rules.tie, measures)
    return Board(number, name, measures, full, in_order, ties)


def _full(measures: Sequence[Measure]) -> Figure:
    parts = [(Fraction(HIGHEST), measure.weight) for measure in measures]
    return figures.weighted(parts) if parts else Figure(Fraction(), "0")


def _totals(cells: Sequence[Cell]) -> tuple[Figure | None, Figure | None]:
    """Weighted total and percent of full marks; none where a criterion has no score at all."""
    if not cells or any(cell.mean is None for cell in cells):
        return None, None
    total = figures.weighted([(cell.mean.value, cell.measure.weight) for cell in cells])
    return total, _percent(total, cells)


def _percent(total: Figure, cells: Sequence[Cell]) -> Figure:
    return figures.percent(total.value, sum(HIGHEST * cell.measure.weight for cell in cells))


def _together(lines: Sequence[Line]) -> Line:
    """The lines of one entry on the boards of all stages as one."""
    cells = tuple(cell for line in lines for cell in line.cells)
    judges = {judge.id: judge for line in lines for judge, _ in line.gaps}
    gaps = tuple(
        (
            judge,
            tuple(each for line in lines for who, measures in line.gaps if who == judge for each in measures),
        )
        for judge in judges.values()
    )
    excluded = tuple(dict.fromkeys(pair for line in lines for pair in line.excluded))
    total = percent = None
    if all(line.total for line in lines):
        total = figures.added([line.total.value for line in lines])
        percent = _percent(total, cells)
    parts = tuple(line.total for line in lines)
    return Line(lines[0].entry, cells, excluded, gaps, total, percent, parts=parts)


def _gaps(judges: Sequence[Judge], cells: Sequence[Cell]) -> tuple[tuple[Judge, tuple[Measure, ...]], ...]:
    """Who left which criteria without a score."""
    found = [(judge, tuple(cell.measure for cell in cells if judge in cell.missing)) for judge in judges]
    return tuple((judge, measures) for judge, measures in found if measures)


def _faults(line: Line, rules: Rules) -> Iterable[Fault]:
    mark = rules.cutoff_percent
    if mark is not None and line.percent and line.percent.value < mark:
        # Where rounding would lift it onto the mark, the exact fraction is told.
        told = (
            line.percent.shown if Fraction(line.percent.shown) < mark else figures.exact(line.percent.value)
        )
        yield Fault("percent", f"{told}％で、目安の{mark}％に届きません。")
    if rules.lowest_majority:
        for cell in line.cells:
            if cell.is_mostly_lowest:
                of = f"点を付けた{len(cell.marks)}人のうち{cell.lowest}人が1点です（過半数）。"
                yield Fault("lowest", f"「{cell.measure.label}」は、{of}")
