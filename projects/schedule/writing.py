"""The clock and what groups write: reminders before the closing."""

import datetime
from collections.abc import Iterator

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from kyodo.registry import scheduled

from ..enums import ProposalState
from ..letters.writing import reminder_letters
from ..queries.writing import to_hand_in

REMIND_DAYS = (1, 7)  # before the closing, the nearest first


@scheduled
def remind_of_closing(now: datetime.datetime) -> Iterator[str]:
    """Of drafts, seven days and one day before it closes, once each. What was begun later needs no reminder of it."""
    begun = Greatest("created_at", Coalesce("state_changed_at", "created_at"))
    rows, nearer = to_hand_in(now).filter(state=ProposalState.DRAFT).annotate(begun=begun), now
    for days in REMIND_DAYS:
        ahead = datetime.timedelta(days=days)
        soon = rows.filter(closing__gt=nearer, closing__lte=now + ahead, begun__lte=F("closing") - ahead)
        if told := reminder_letters(soon, days=days):
            yield f"{told} reminded {days} days before the closing"
        nearer = now + ahead
