"""採点の計算: from scores to means, totals, ranks and severity, each number with its steps. Pure: asks no database.

    ranking = calculate(given)

Exact fractions throughout; only `Figure.shown` rounds. A missing score is listed and never counted as 0. Page, print
and table show this one result.
"""

from .boards import Board, Cell, Fault, Line, Ranking, Tie
from .calculate import calculate
from .figures import Figure
from .given import Entry, Given, Judge, Mark, Measure, Rules, Seat, Stage
from .severity import Severity

__all__ = [
    "Board",
    "Cell",
    "Entry",
    "Fault",
    "Figure",
    "Given",
    "Judge",
    "Line",
    "Mark",
    "Measure",
    "Ranking",
    "Rules",
    "Seat",
    "Severity",
    "Stage",
    "Tie",
    "calculate",
]
