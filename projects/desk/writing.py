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
from .of_groups import own_proposals, written_by

SHOWN = 10


@desk_tasks
def proposals_to_finish(user, today: datetime.date) -> Iterator[Task]:
    """Drafts, as long as they may still be handed in."""
    now = timezone.now()
    drafts = [
        proposal
        for proposal in written_by(user)
        if proposal.state == ProposalState.DRAFT and proposal.may_be_handed_in_at(now)
    ]
    for proposal in sorted(drafts, key=lambda each: each.closes_at)[:SHOWN]:
        yield _task(proposal, now, is_officer=user.has_perm("projects.submit_proposal", proposal))


def _task(proposal: Proposal, now: datetime.datetime, *, is_officer: bool) -> Task:
    return Task(
        "提案書を書き上げて、出す" if is_officer else "提案書を書く",
        f"{proposal}（{proposal.organization.name}）",
        reverse("projects:proposal", args=[proposal.pk]),
        "開く",
        as_date(proposal.closes_at),
        f"{proposal.call.title}　{time_left(proposal.closes_at, now)}",
    )


@desk_follows
def proposals_with_the_office(user) -> Iterator[Followed]:
    """What one's groups have handed in, until its result is told."""
    if not user.standing.memberships:
        return
    handed_in = [proposal for proposal in own_proposals(user) if proposal.submitted_at is not None]
    for proposal in sorted(handed_in, key=_changed_at, reverse=True)[:SHOWN]:
        yield Followed(
            str(proposal),
            reverse("projects:proposal", args=[proposal.pk]),
            _changed_at(proposal),
            proposal.badge.label_for(Reader.GROUP),
        )


def _changed_at(proposal: Proposal) -> datetime.datetime:
    return proposal.state_changed_at or proposal.submitted_at
