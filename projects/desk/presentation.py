"""What the presentations put on わたしの机: a slot to choose, slots to make and to give, an order to publish."""

import datetime
from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from kyodo.registry import Task, desk_tasks

from ..enums import CallState, ProposalState
from ..models import Call, Proposal
from ..models.proposal import PRESENTATION
from .in_hand import CallNumbers, calls_in_hand, proposals_in_hand
from .of_groups import written_by

SHOWN = 10


@desk_tasks
def slots_to_choose(user, today: datetime.date) -> Iterator[Task]:
    """For whoever writes for a group that may choose now."""
    now = timezone.now()
    waiting = [proposal for proposal in written_by(user) if _may_choose(proposal, now)]
    for proposal in sorted(waiting, key=lambda each: each.call.slots_close_at)[:SHOWN]:
        yield Task(
            "発表の枠を選ぶ",
            str(proposal),
            reverse("projects:choose_slot", args=[proposal.pk]),
            "選ぶ",
            timezone.localdate(proposal.call.slots_close_at),
            "早い者順です",
        )


def _may_choose(proposal: Proposal, now: datetime.datetime) -> bool:
    """Whether it goes to the presentation, has no slot yet, and the slots are offered at this moment."""
    is_presented = proposal.state == ProposalState.SCREENING and proposal.stage_number == PRESENTATION
    return is_presented and not proposal.has_slot and proposal.call.takes_slots_at(now)


@desk_tasks
def slots_to_run(user, today: datetime.date) -> Iterator[Task]:
    """The office's, one line a call: what is next with its slots."""
    if not user.standing.is_coordinator:
        return
    found = proposals_in_hand(user)
    calls = [
        (call, found[call.pk].of_stage[PRESENTATION])
        for call in calls_in_hand()
        if call.state == CallState.SCREENING and _presenting_in(found.get(call.pk))
    ]
    for call, numbers in calls[:SHOWN]:
        if (what := _next_of(call, numbers, timezone.now())) is not None:
            words, button = what
            yield Task(words, call.title, reverse("projects:slots", args=[call.pk]), button)


def _presenting_in(numbers: CallNumbers | None) -> bool:
    return numbers is not None and numbers.of_stage.get(PRESENTATION, {}).get("screening", 0) > 0


def _next_of(call: Call, numbers: Counter, now: datetime.datetime) -> tuple[str, str] | None:
    if call.slots_open_at is None:
        return "発表の枠を作り、選べる期間を決める", "作る"
    if (short := numbers["screening"] - call.slots_made) > 0:
        return f"足りない{short}枠を作る", "作る"
    if now < call.slots_close_at:
        return None
    if left := numbers["screening"] - numbers["with_slot"]:
        return f"枠のない{left}件の枠を決める", "決める"
    if call.order_published_at is None:
        return "発表の順番を公開する", "公開する"
    return None
