"""The numbers of a year: rows in, exact numbers out. Knows no database and no request.

Means are exact fractions rounded half up to one place; the spread is the middle half of the sheets (nearest rank).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

SMALL_N = 5  # below this many sheets a mean says little, and the page says so


class ScoreCount(NamedTuple):
    """How many sheets of a group (a 課, a form, a year …) gave this score on this axis for this side."""

    key: Hashable
    axis: Hashable
    side: str
    value: int
    n: int


class GapCount(NamedTuple):
    """On how many sheets the two sides are this many steps apart on this axis."""

    axis: Hashable
    gap: int
    n: int


@dataclass(frozen=True)
class Mean:
    """The mean of `n` scores with its middle half; `value` has one place."""

    value: Decimal
    low: int
    high: int
    n: int

    @property
    def is_small(self) -> bool:
        return self.n < SMALL_N


@dataclass(frozen=True)
class AxisGap:
    """How far apart the two sides are on one axis: mean steps, and on how many of `n` sheets two or more."""

    axis: Hashable
    mean: Decimal
    wide: int
    n: int

    @property
    def share(self) -> int:
        """Percent of the sheets with a wide gap, rounded half up."""
        return int((Decimal(100 * self.wide) / self.n).quantize(Decimal(1), ROUND_HALF_UP))


Means = dict[tuple[Hashable, Hashable, str], Mean]


def one_place(value: Fraction) -> Decimal:
    """Rounded half up to one place, from the exact fraction."""
    tenths = (value * 20 + 1) // 2  # floor(10 × value + 1/2)
    return Decimal(int(tenths)).scaleb(-1)


def means(rows: Iterable[ScoreCount]) -> Means:
    """(key, axis, side) → mean; rows of the same score are added up."""
    counts: dict[tuple, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        counts[row.key, row.axis, row.side][row.value] += row.n
    return {place: _mean(values) for place, values in counts.items() if sum(values.values())}


def _mean(values: dict[int, int]) -> Mean:
    n = sum(values.values())
    total = sum(value * count for value, count in values.items())
    return Mean(one_place(Fraction(total, n)), _rank(values, n, 1), _rank(values, n, 3), n)


def _rank(values: dict[int, int], n: int, quarter: int) -> int:
    """The smallest score that at least `quarter` quarters of the sheets do not exceed."""
    seen = 0
    for value in sorted(values):
        seen += values[value]
        if 4 * seen >= quarter * n:
            return value
    raise ValueError("no scores")


def gaps(rows: Iterable[GapCount], *, wide_from: int = 2) -> list[AxisGap]:
    """One line an axis, widest mean first; where means are equal, more wide gaps first."""
    counts: dict[Hashable, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        counts[row.axis][row.gap] += row.n
    lines = []
    for axis, steps in counts.items():
        n = sum(steps.values())
        if n:
            exact = Fraction(sum(gap * count for gap, count in steps.items()), n)
            wide = sum(count for gap, count in steps.items() if gap >= wide_from)
            lines.append((exact, AxisGap(axis, one_place(exact), wide, n)))
    lines.sort(key=lambda line: (-line[0], -line[1].wide))
    return [line for _, line in lines]
