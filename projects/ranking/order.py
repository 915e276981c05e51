"""Who comes before whom: by the total, then by the call's rule; what is equal then too shares a rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from ..enums import TieRule
from .boards import Line, Tie
from .figures import exact, result, shown
from .given import Measure

OPEN = "同順位です。審査委員会で話し合って決めてください。"


@dataclass(frozen=True)
class Decider:
    """What a rule compares: a number for each line (the greater the better), in words, and the rule in words."""

    number: Callable[[Line], Fraction]
    words: Callable[[Line], str]
    rule: str


def decider(rule: str, measures: Sequence[Measure]) -> Decider | None:
    """None where the panel talks it over."""
    if rule == TieRule.HEAVIEST:
        return _by_heaviest(measures)
    if rule == TieRule.FEWEST_LOWEST:
        return Decider(
            lambda line: Fraction(-line.judges_with_a_lowest),
            lambda line: f"{line.judges_with_a_lowest}人",
            "1点を付けた委員が少ないほうを上にします。",
        )
    return None


def _by_heaviest(measures: Sequence[Measure]) -> Decider:
    weight = max(measure.weight for measure in measures)
    heaviest = [measure for measure in measures if measure.weight == weight]
    names = "".join(f"「{measure.label}」" for measure in heaviest)
    several = "（その平均）" if len(heaviest) > 1 else ""

    def number(line: Line) -> Fraction:
        return sum((line.cell_of(each.id).mean.value for each in heaviest), Fraction()) / len(heaviest)

    return Decider(
        number,
        lambda line: result(number(line)),
        f"いちばん重い観点{names}（重み{weight}）の平均{several}が高いほうを上にします。",
    )


def ranked(
    lines: Sequence[Line], rule: str, measures: Sequence[Measure]
) -> tuple[tuple[Line, ...], tuple[Tie, ...]]:
    """The lines with their ranks, in order, and the ties. Without a total a line comes last and has no rank."""
    counted = sorted((line for line in lines if line.total), key=lambda line: -line.total.value)
    decides = decider(rule, measures) if counted else None
    found, ties = [], []
    for _, group in groupby(counted, key=lambda line: line.total.value):
        equal = list(group)
        if len(equal) > 1 and decides:
            equal.sort(key=decides.number, reverse=True)
        parts = _parts(equal, decides)
        if len(equal) > 1:
            ties.append(_tie(parts, decides))
        for part in parts:
            rank = len(found) + 1
            found += [replace(line, rank=rank, is_tied=len(part) > 1) for line in part]
    return (*found, *(line for line in lines if not line.total)), tuple(ties)


def _parts(equal: list[Line], decides: Decider | None) -> list[list[Line]]:
    """Lines of one total, cut where the rule tells them apart."""
    if decides is None:
        return [equal]
    return [list(part) for _, part in groupby(equal, key=decides.number)]


def _tie(parts: list[list[Line]], decides: Decider | None) -> Tie:
    lines = [line for part in parts for line in part]
    total = lines[0].total.value
    said = [f"合計が同じ{exact(total)}点{_rounded(total)}の{len(lines)}件です。"]
    if decides is None:
        said.append(OPEN)
    else:
        said.append(decides.rule)
        said.append("、".join(f"「{line.entry.title}」{decides.words(line)}" for line in lines) + "。")
        for part in parts:
            if len(part) > 1:
                names = "".join(f"「{line.entry.title}」" for line in part)
                said.append(f"{names}は、これも同じなので{OPEN}")
    return Tie(tuple(line.entry for line in lines), "".join(said), any(len(part) > 1 for part in parts))


def _rounded(value: Fraction) -> str:
    return f"（{shown(value)}点）" if "/" in exact(value) else ""
