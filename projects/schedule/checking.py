"""The clock and what is due while proposals are checked: reminded of three days and one day before."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from kyodo.registry import scheduled

from ..enums import ProposalState
from ..letters.reminders import remind_of_opinions, remind_of_questions, remind_of_returns
from ..models import DivisionOpinion, Proposal, ProposalRemark

DAY = datetime.timedelta(days=1)
WINDOWS = ((3, 1), (1, 0))  # what falls due within so many days, and no sooner, is reminded of once
WORK_BEGINS = 8  # a day's work is reminded of by day
FRESH = DAY / 2  # whoever was asked just now knows


@scheduled
def remind_groups_of_returns(now: datetime.datetime) -> Iterator[str]:
    """Those sent back and not handed in again."""
    for days, sooner in WINDOWS:
        due = Proposal.objects.filter(
            state=ProposalState.RETURNED,
            open_until__gt=now + sooner * DAY,
            open_until__lte=now + days * DAY,
            state_changed_at__lte=now - FRESH,
        )
        if told := remind_of_returns(due.select_related("call").order_by("pk"), days):
            yield f"{told} reminded of a return due in {days} days"


@scheduled
def remind_groups_of_questions(now: datetime.datetime) -> Iterator[str]:
    for days, sooner in WINDOWS:
        due = ProposalRemark.objects.unanswered().filter(
            due_at__gt=now + sooner * DAY,
            due_at__lte=now + days * DAY,
            made_at__lte=now - FRESH,
            proposal__state__in=ProposalState.undecided(),
        )
        if told := remind_of_questions(due.select_related("proposal__call"), days):
            yield f"{told} reminded of a question due in {days} days"


@scheduled
def remind_divisions_of_opinions(now: datetime.datetime) -> Iterator[str]:
    """A due day lasts until its end: on that day itself, too, whoever was not reminded the day before is."""
    if timezone.localtime(now).hour < WORK_BEGINS:
        return
    today = timezone.localdate(now)
    for days, sooner in ((3, 1), (1, -1)):
        due = DivisionOpinion.objects.waiting().filter(
            due_on__gt=today + sooner * DAY, due_on__lte=today + days * DAY, created_at__lte=now - FRESH
        )
        if told := remind_of_opinions(
            due.select_related("proposal__call", "proposal__organization", "division"), days
        ):
            yield f"{told} reminded of an opinion due in {days} days"
