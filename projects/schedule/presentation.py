"""The clock and the presentation slots: who may choose now is told, and reminded before the window closes."""

import datetime
from collections.abc import Iterator

from kyodo.registry import scheduled

from ..letters.presentation import open_letters, reminder_letters
from ..models import Proposal

REMIND_BEFORE = datetime.timedelta(days=2)


@scheduled
def tell_slots_open(now: datetime.datetime) -> Iterator[str]:
    """Each group that goes to the presentation and has no slot yet, once, as soon as its window is open."""
    if told := open_letters(without_slot(now)):
        yield f"{told} told that slots are open"


@scheduled
def remind_of_slots(now: datetime.datetime) -> Iterator[str]:
    """Those that still have none two days before the window closes."""
    if told := reminder_letters(without_slot(now).filter(call__slots_close_at__lte=now + REMIND_BEFORE)):
        yield f"{told} reminded of slots"


def without_slot(now: datetime.datetime):
    """Proposals that may choose a slot at this moment and have not."""
    return (
        Proposal.objects.presenting()
        .filter(slot__isnull=True, call__slots_open_at__lte=now, call__slots_close_at__gt=now)
        .select_related("call")
        .order_by("pk")
    )
