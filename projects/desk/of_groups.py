"""What a person's groups have in hand, read once for all the tasks that come of it."""

from django.db.models import Exists, OuterRef

from kyodo.desk import read_once

from ..enums import ProposalState
from ..models import PresentationSlot, Proposal

MOST = 200  # a group has one proposal a call, or two


@read_once
def own_proposals(user) -> list[Proposal]:
    """Those not decided yet, of every group that the person belongs to, the newest first; each with `has_slot`."""
    rows = (
        Proposal.objects.of_groups(user)
        .filter(state__in=ProposalState.undecided())
        .select_related("call", "organization")
        .annotate(has_slot=Exists(PresentationSlot.objects.filter(proposal=OuterRef("pk"))))
        .order_by("-pk")
    )
    return list(rows[:MOST])


def written_by(user) -> list[Proposal]:
    """Of those the ones on which the person may write and act, the oldest first."""
    groups = user.standing.editable_organizations
    return [each for each in own_proposals(user)[::-1] if each.organization_id in groups] if groups else []
