import datetime as dt

import pytest

from kyodo.wareki import JAPAN
from projects.slot_plan import PlannedSlot, SlotPlanError, plan_slots

FRIDAY, SATURDAY = dt.date(2026, 11, 27), dt.date(2026, 11, 28)


def planned(days=(FRIDAY,), *, begins=(18, 30), ends=(20, 0), minutes=20, pause=5):
    return plan_slots(days, begins=dt.time(*begins), ends=dt.time(*ends), minutes=minutes, pause=pause)


def slot(day, hour, minute, length=20):
    starts_at = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=JAPAN)
    return PlannedSlot(starts_at, starts_at + dt.timedelta(minutes=length))


def test_an_evening_holds_what_fits_with_its_pauses():
    assert planned() == [slot(FRIDAY, 18, 30), slot(FRIDAY, 18, 55), slot(FRIDAY, 19, 20)]


def test_the_last_slot_may_end_with_the_hour():
    assert planned(ends=(19, 15)) == [slot(FRIDAY, 18, 30), slot(FRIDAY, 18, 55)]


def test_several_days_come_in_order_and_each_once():
    days = [SATURDAY, FRIDAY, SATURDAY]
    assert planned(days, ends=(18, 50)) == [slot(FRIDAY, 18, 30), slot(SATURDAY, 18, 30)]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ends": (18, 49)}, "この時間には、枠が一つも入りません。"),
        ({"begins": (20, 0), "ends": (18, 0)}, "この時間には、枠が一つも入りません。"),
        ({"days": ()}, "この時間には、枠が一つも入りません。"),
        ({"minutes": 0}, "1枠の長さは1分以上"),
        ({"pause": -1}, "休みは0分以上"),
        ({"begins": (0, 0), "ends": (23, 59), "minutes": 1, "pause": 0}, "一度に作れるのは200枠まで"),
    ],
)
def test_what_cannot_be_planned_is_said_in_words(given, message):
    with pytest.raises(SlotPlanError, match=message):
        planned(**given)
