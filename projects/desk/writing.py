"""What a group's proposals put on the desks of its people."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from kyodo.registry import Followed, Task, desk_follows, desk_tasks
from kyodo.time_left import time_left
from kyodo.wareki import as_date

from ..enums import ProposalState, Reader
from ..models import Proposal
from ..queries.writing import to_hand_in

SHOWN = 10


@desk_tasks
def proposals_to_finish(user, today: datetime.date) -> Iterator[Task]:
    """Drafts, as long as they may still be handed in."""
    groups = user.standing.editable_organizations
    if not groups:
        return
    now = timezone.now()
    drafts = to_hand_in(now).filter(organization__in=groups, state=ProposalState.DRAFT)
    for proposal in drafts[:SHOWN]:
        yield _task(proposal, now, is_officer=user.has_perm("projects.submit_proposal", proposal))


def _task(proposal: Proposal, now: datetime.datetime, *, is_officer: bool) -> Task:
    return Task(
        "提案書を書き上げて、出す" if is_officer else "提案書を書く",
        f"{proposal}（{proposal.organization.name}）",
        reverse("projects:proposal", args=[proposal.pk]),
        "開く",
        as_date(proposal.closing),
        f"{proposal.call.title}　{time_left(proposal.closing, now)}",
    )


@desk_follows
def proposals_with_the_office(user) -> Iterator[Followed]:
    """What one's groups have handed in, until its result is told."""
    if not user.standing.memberships:
        return
    rows = Proposal.objects.of_groups(user).filter(
        state__in=ProposalState.undecided(), submitted_at__isnull=False
    )
    for proposal in rows.order_by("-state_changed_at")[:SHOWN]:
        yield Followed(
            str(proposal),
            reverse("projects:proposal", args=[proposal.pk]),
            proposal.state_changed_at or proposal.submitted_at,
            proposal.badge.label_for(Reader.GROUP),
        )
