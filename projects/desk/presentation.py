"""What the presentations put on わたしの机: a slot to choose, slots to make and to give, an order to publish."""

import datetime
from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from kyodo.registry import Task, desk_tasks

from ..enums import CallState
from ..models import Call, Proposal
from ..models.proposal import PRESENTATION
from .in_hand import CallNumbers, calls_in_hand, proposals_in_hand

SHOWN = 10


@desk_tasks
def slots_to_choose(user, today: datetime.date) -> Iterator[Task]:
    """For whoever writes for a group that may choose now."""
    groups = user.standing.editable_organizations
    if not groups:
        return
    now = timezone.now()
    waiting = Proposal.objects.presenting().filter(
        organization__in=groups,
        slot__isnull=True,
        call__slots_open_at__lte=now,
        call__slots_close_at__gt=now,
    )
    for proposal in waiting.select_related("call").order_by("call__slots_close_at", "pk")[:SHOWN]:
        yield Task(
            "発表の枠を選ぶ",
            str(proposal),
            reverse("projects:choose_slot", args=[proposal.pk]),
            "選ぶ",
            timezone.localdate(proposal.call.slots_close_at),
            "早い者順です",
        )


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
