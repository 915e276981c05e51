"""What everybody reads of a call's result, once it is out."""

from collections import Counter
from dataclasses import dataclass

from ..enums import ProposalSource, ProposalState, RejectedShown, Verdict
from ..models import Call, Proposal


@dataclass(frozen=True)
class Results:
    """The result of one call. `given_up` were adopted or in reserve and are not carried out; money in yen."""

    adopted: list[Proposal]
    reserve: list[Proposal]
    given_up: list[Proposal]
    rejected: list[Proposal]  # empty unless the call shows more than their number
    rejected_count: int
    granted: int

    @property
    def applied(self) -> int:
        return len(self.adopted) + len(self.reserve) + len(self.given_up) + self.rejected_count


def results_of(call: Call) -> Results:
    """Read in one query. A group is named only where its proposal was adopted or is in reserve."""
    rows = list(
        Proposal.objects.filter(call=call, source=ProposalSource.ONLINE, decision__released_at__isnull=False)
        .with_receipt()
        .select_related("organization", "category", "theme", "decision")
        .order_by("category__position", "category", "decision__reserve_rank", "pk")
    )
    kinds = [_kind_of(row) for row in rows]
    by_kind = {kind: [row for row, of in zip(rows, kinds, strict=True) if of == kind] for kind in set(kinds)}
    rejected = by_kind.get("rejected", [])
    return Results(
        adopted=by_kind.get("adopted", []),
        reserve=by_kind.get("reserve", []),
        given_up=by_kind.get("given_up", []),
        rejected=[] if call.rejected_shown == RejectedShown.COUNT else rejected,
        rejected_count=len(rejected),
        granted=sum(row.decision.granted or 0 for row in by_kind.get("adopted", [])),
    )


def _kind_of(proposal: Proposal) -> str:
    if proposal.state in ProposalState.chosen():
        return "adopted"
    if proposal.state == ProposalState.RESERVE:
        return "reserve"
    gave_up = proposal.state == ProposalState.WITHDRAWN or proposal.decision.verdict == Verdict.ADOPTED
    return "given_up" if gave_up else "rejected"


def newest_results(limit: int) -> list[Call]:
    """Calls whose results came out last, each with `counts`: verdicts of today, two queries."""
    calls = list(
        Call.objects.filter(released_at__isnull=False, state__in=["decided", "ended"])
        .exclude(proposals__source=ProposalSource.RECORD)
        .order_by("-released_at")[:limit]
    )
    found: dict[int, Counter] = {call.pk: Counter() for call in calls}
    rows = Proposal.objects.filter(call__in=calls, decision__released_at__isnull=False)
    for call_id, state in rows.values_list("call", "state"):
        found[call_id]["applied"] += 1
        found[call_id]["adopted"] += state in ProposalState.chosen()
    for call in calls:
        call.counts = found[call.pk]
    return calls
