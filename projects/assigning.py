"""Who reads what: proposals shared out evenly among reviewers. Pure: asks no database."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]  # (proposal, reviewer)


@dataclass(frozen=True)
class Plan:
    """`pairs` to be added, in the order of the proposals. `short`: those that cannot get enough, and how many lack."""

    pairs: tuple[Pair, ...]
    short: Mapping[int, int]


def share_out(
    proposals: Sequence[int],
    reviewers: Sequence[int],
    *,
    each: int,
    kept: Collection[Pair] = (),
    barred: Collection[Pair] = (),
) -> Plan:
    """Give every proposal `each` reviewers, so that all have about as much to read. The same again changes nothing.

    `kept`: assignments that stand and count; `barred`: who must not read what. Without bars and kept ones no two
    reviewers differ by more than one.
    """
    kept, barred = set(kept), set(barred)
    load = Counter(dict.fromkeys(reviewers, 0))
    load.update(reviewer for _, reviewer in kept if reviewer in load)
    places = {reviewer: place for place, reviewer in enumerate(reviewers)}
    added: set[Pair] = set()
    short = {}

    def free(proposal: int) -> list[int]:
        pairs = [(proposal, reviewer) for reviewer in reviewers]
        return [pair[1] for pair in pairs if pair not in barred and pair not in kept and pair not in added]

    for proposal in sorted(proposals, key=lambda key: len(free(key))):  # the hardest to fill come first
        wanted = each - sum(pair[0] == proposal for pair in kept)
        chosen = sorted(free(proposal), key=lambda key: (load[key], places[key]))[: max(wanted, 0)]
        added |= {(proposal, reviewer) for reviewer in chosen}
        load.update(chosen)
        if len(chosen) < wanted:
            short[proposal] = wanted - len(chosen)
    while move := _levelling(added, load, free):
        proposal, heavy, light = move
        added.remove((proposal, heavy))
        added.add((proposal, light))
        load[heavy] -= 1
        load[light] += 1
    order = {proposal: place for place, proposal in enumerate(proposals)}
    pairs = sorted(added, key=lambda pair: (order[pair[0]], places[pair[1]]))
    return Plan(tuple(pairs), short)


def _levelling(added: set[Pair], load: Counter, free) -> tuple[int, int, int] | None:
    """One new assignment that a reviewer with at least two fewer could take over."""
    for proposal, heavy in sorted(added):
        for light in free(proposal):
            if load[light] + 2 <= load[heavy]:
                return proposal, heavy, light
    return None
