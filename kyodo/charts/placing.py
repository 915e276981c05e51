"""Labels in a row or a column: as near as possible to what they name, in its order, none on another."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of labels of these sizes (with their gaps) between `low` and `high`; `wanted` rises.

    Where they do not fit at all they run beyond `high`: ask first.
    """
    groups: list[
        list
    ] = []  # of labels that touch: how many, their size together, the wish of their beginning
    for middle, size in zip(wanted, sizes, strict=True):
        groups.append([1, size, middle - size / 2])
        while len(groups) > 1 and _begin(groups[-2], low, high) + groups[-2][1] > _begin(
            groups[-1], low, high
        ):
            count, wide, begin = groups.pop()
            before = groups[-1]
            wish = (before[0] * before[2] + count * (begin - before[1])) / (before[0] + count)
            groups[-1] = [before[0] + count, before[1] + wide, wish]
    middles: list[float] = []
    for group in groups:
        at = _begin(group, low, high)
        for size in sizes[len(middles) : len(middles) + group[0]]:
            middles.append(at + size / 2)
            at += size
    return middles


def _begin(group: list, low: float, high: float) -> float:
    return max(min(group[2], high - group[1]), low)
