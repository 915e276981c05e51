import datetime

import pytest
from icalendar import Calendar

from projects.call_calendar import calendar_of
from tests.factories.calls import CallFactory

pytestmark = pytest.mark.django_db
UTC = datetime.UTC
MOMENTS = {
    "opens_at": datetime.datetime(2026, 7, 1, 0, tzinfo=UTC),
    "closes_at": datetime.datetime(2026, 7, 31, 8, tzinfo=UTC),
}


def events(*calls) -> list:
    return Calendar.from_ical(calendar_of(calls)).walk("VEVENT")


def test_opening_and_closing_are_moments_and_a_day_of_the_schedule_is_a_day():
    schedule = [{"what": "結果の公表", "on": "2026-11-02", "when": ""}, {"what": "始まり", "when": "翌年4月"}]
    call = CallFactory(title="夏の募集", schedule=schedule, **MOMENTS)
    assert [(str(each["summary"]), each.decoded("dtstart")) for each in events(call)] == [
        ("受付の始まり：夏の募集", MOMENTS["opens_at"]),
        ("締切：夏の募集", MOMENTS["closes_at"]),
        ("結果の公表：夏の募集", datetime.date(2026, 11, 2)),
    ]


def test_an_event_keeps_its_name_when_the_deadline_moves_and_leads_to_the_call():
    call = CallFactory(**MOMENTS)
    before = events(call)
    call.closes_at += datetime.timedelta(days=7)
    after = events(call)
    assert [each["uid"] for each in before] == [each["uid"] for each in after]
    assert after[1]["url"] == f"http://127.0.0.1:8000/projects/calls/{call.pk}/"


def test_a_long_title_with_signs_is_folded_between_characters_and_escaped():
    title = "市民と市がいっしょに考え、いっしょに動く；まちづくりのための募集\\二回目" * 2
    sent = calendar_of([CallFactory(title=title, **MOMENTS)])
    assert max(len(line) for line in sent.split(b"\r\n")) <= 75
    assert all(line.decode() is not None for line in sent.split(b"\r\n"))
    assert str(events(CallFactory(title=title, **MOMENTS))[1]["summary"]) == f"締切：{title}"


def test_a_cancelled_call_says_so_to_those_who_have_it_in_their_calendar():
    assert [each["status"] for each in events(CallFactory(cancelled=True, **MOMENTS))] == ["CANCELLED"] * 2
