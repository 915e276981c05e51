"""Many presentation slots at once, worked out from days, hours and lengths. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.wareki import JAPAN

MOST_SLOTS = 200


class SlotPlanError(ValueError):
    """No slot fits, or far too many do; the message says so to the person."""


@dataclass(frozen=True, order=True)
class PlannedSlot:
    """One slot that would be made, from when to when (aware, Japan)."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime


def plan_slots(
    days: Iterable[datetime.date],
    *,
    begins: datetime.time,
    ends: datetime.time,
    minutes: int,
    pause: int = 0,
) -> list[PlannedSlot]:
    """As many slots of `minutes` as fit between the two times of each day, `pause` minutes apart, in order of time."""
    length, gap = datetime.timedelta(minutes=minutes), datetime.timedelta(minutes=pause)
    if minutes < 1 or pause < 0:
        raise SlotPlanError("1枠の長さは1分以上、休みは0分以上にしてください。")
    found = []
    for day in sorted(set(days)):
        starts_at = datetime.datetime.combine(day, begins, tzinfo=JAPAN)
        closing = datetime.datetime.combine(day, ends, tzinfo=JAPAN)
        while starts_at + length <= closing and len(found) <= MOST_SLOTS:
            found.append(PlannedSlot(starts_at, starts_at + length))
            starts_at += length + gap
    if not found:
        raise SlotPlanError(
            "この時間には、枠が一つも入りません。始まり・終わりと、1枠の長さを確かめてください。"
        )
    if len(found) > MOST_SLOTS:
        raise SlotPlanError(f"一度に作れるのは{MOST_SLOTS}枠までです。日を分けてください。")
    return found
