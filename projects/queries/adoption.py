"""What follows from a released result: who waits for the vote, who may be confirmed, who stands in reserve."""

from dataclasses import dataclass, field

from ..enums import ProposalSource, ProposalState
from ..models import Call, Proposal


@dataclass
class Adoptions:
    """The released proposals of a call by what is next with them."""

    to_vote: list[Proposal] = field(default_factory=list)
    to_confirm: list[Proposal] = field(default_factory=list)
    confirmed: list[Proposal] = field(default_factory=list)
    reserve: list[Proposal] = field(default_factory=list)
    given_up: list[Proposal] = field(default_factory=list)


def adoptions_of(call: Call, user) -> Adoptions:
    """One query. Proposals of a group of this person's own are left out: somebody else of the office takes them."""
    rows = (
        Proposal.objects.filter(call=call, source=ProposalSource.ONLINE, decision__released_at__isnull=False)
        .exclude(organization__in=list(user.standing.memberships))
        .select_related(
            "call__programme",
            "category",
            "organization",
            "theme",
            "division",
            "decision",
            "project__division",
        )
        .order_by("decision__reserve_rank", "category__position", "pk")
    )
    found = Adoptions()
    for proposal in rows:
        place = _place_of(proposal)
        if place:
            getattr(found, place).append(proposal)
    return found


def _place_of(proposal: Proposal) -> str:
    state, decision = proposal.state, proposal.decision
    if state == ProposalState.AWAITING_VOTE:
        return "to_confirm" if decision.voted_on else "to_vote"
    if state == ProposalState.ADOPTED:
        return "to_confirm"
    if state == ProposalState.CONFIRMED:
        return "confirmed"
    if state == ProposalState.RESERVE:
        return "reserve"
    return "given_up" if state == ProposalState.WITHDRAWN or decision.verdict == "adopted" else ""
