"""Who may be asked to read which proposal, and who has what already."""

from dataclasses import dataclass

from organizations.models import Membership

from ..assigning import Pair, Plan, share_out
from ..enums import Cause, ProposalState
from ..models import Assignment, Call, PanelMember, Proposal, ScreeningStage


def stage_in_hand(call: Call) -> ScreeningStage | None:
    """The stage that is being scored: the first that is not closed."""
    return call.stages.filter(closed_at__isnull=True).order_by("number").first()


@dataclass(frozen=True)
class Workload:
    """Proposals and reviewers of the stage in hand; `kept`: who reads what now; `barred`: who must not read what."""

    proposals: list[Proposal]
    members: list[PanelMember]
    kept: set[Pair]
    barred: set[Pair]

    def plan(self, each: int) -> Plan:
        """What has to be added so that every proposal has `each` reviewers."""
        return share_out(
            [proposal.pk for proposal in self.proposals],
            [member.pk for member in self.members],
            each=each,
            kept=self.kept,
            barred=self.barred,
        )


def workload_of(call: Call, stage: ScreeningStage) -> Workload:
    """A fixed number of queries, however many proposals and reviewers."""
    proposals = list(
        call.proposals.filter(state=ProposalState.SCREENING, stage_number__gte=stage.number)
        .select_related("organization")
        .order_by("submitted_at", "pk")
    )
    members = list(call.panel.in_force().order_by("-is_chair", "pk"))
    rows = Assignment.objects.filter(proposal__call=call, member__in=members)
    held = list(rows.values_list("proposal_id", "member_id", "has_conflict"))
    kept = {(proposal, member) for proposal, member, conflict in held if not conflict}
    barred = {(proposal, member) for proposal, member, conflict in held if conflict}
    return Workload(proposals, members, kept, barred | _too_close(proposals, members))


def _too_close(proposals: list[Proposal], members: list[PanelMember]) -> set[Pair]:
    """Members of the proposing group, and who ever declared a conflict with it; advice was about one proposal alone."""
    groups = {proposal.organization_id for proposal in proposals}
    users = {member.user_id for member in members}
    close = set(
        Membership.objects.in_force()
        .filter(user__in=users, organization__in=groups)
        .values_list("organization_id", "user_id")
    )
    declared = Assignment.objects.filter(
        has_conflict=True, member__user__in=users, proposal__organization__in=groups
    ).exclude(conflict_cause=Cause.ADVICE)
    close |= set(declared.values_list("proposal__organization_id", "member__user_id"))
    return {
        (proposal.pk, member.pk)
        for proposal in proposals
        for member in members
        if (proposal.organization_id, member.user_id) in close
    }
