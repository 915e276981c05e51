"""Reads of the 公開プレゼンテーション: slots by day, and who has none."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kyodo.wareki import WEEKDAYS, in_japan

from ..models import Call, Proposal


@dataclass(frozen=True)
class SlotDay:
    """One day with its slots (or planned slots) in order of time."""

    date: datetime.date
    slots: list

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.date.weekday()]


def by_day(slots: Iterable) -> list[SlotDay]:
    """Anything with `starts_at`, by its day in Japan."""
    ordered = sorted(slots, key=lambda slot: slot.starts_at)
    return [
        SlotDay(date, list(of_day))
        for date, of_day in groupby(ordered, key=lambda slot: in_japan(slot.starts_at).date())
    ]


def without_slot(call: Call) -> list[Proposal]:
    """Proposals of the call that go to the presentation and have no slot yet."""
    found = Proposal.objects.presenting().filter(call=call, slot__isnull=True)
    return list(found.select_related("organization").order_by("pk"))
