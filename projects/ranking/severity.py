"""How strictly a reviewer scores: shown beside the result, never used to correct it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .figures import Figure, difference, exact, result
from .given import Judge, Mark


@dataclass(frozen=True)
class Severity:
    """A reviewer's mean against the panel's over the same proposals and criteria, those that others scored too.

    `count` is on how many; with none there is nothing to compare.
    """

    judge: Judge
    count: int
    own: Figure | None
    panel: Figure | None
    difference: Figure | None


def severities(judges: Iterable[Judge], marks: Iterable[Mark]) -> tuple[Severity, ...]:
    """In the order of the judges. `marks` are those that count."""
    by_place: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        by_place[mark.entry, mark.measure].append(mark)
    own: dict[int, list[int]] = defaultdict(list)
    panel: dict[int, list[Fraction]] = defaultdict(list)
    for given in by_place.values():
        if len(given) < 2:
            continue
        middle = Fraction(sum(mark.value for mark in given), len(given))
        for mark in given:
            own[mark.judge].append(mark.value)
            panel[mark.judge].append(middle)
    return tuple(_severity(judge, own[judge.id], panel[judge.id]) for judge in judges)


def _severity(judge: Judge, own: list[int], panel: list[Fraction]) -> Severity:
    if not own:
        return Severity(judge, 0, None, None, None)
    mine, theirs = _mean_of_many(own), _mean_of_many(panel)
    return Severity(judge, len(own), mine, theirs, difference(mine.value, theirs.value))


def _mean_of_many(values: list) -> Figure:
    """Hundreds of numbers: the steps begin with their sum."""
    total = sum(values, Fraction())
    value = total / len(values)
    return Figure(value, f"{exact(total)}÷{len(values)}＝{result(value)}")
