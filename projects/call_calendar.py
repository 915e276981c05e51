"""The calendar of calls (RFC 5545) that people subscribe to: openings, closings, dated lines of the schedule."""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from kyodo.addresses import absolute
from kyodo.models import City

from .enums import CallState
from .models import Call

PRODUCT = "-//Kyodo//Calls//JA"
REFRESHED_AFTER = datetime.timedelta(hours=6)


def calendar_of(calls: Iterable[Call]) -> bytes:
    """The feed as it is sent. Moments are in UTC, so that no calendar program has to know Japan's clock."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{City.current().name}の募集")
    calendar.add("refresh-interval", REFRESHED_AFTER, parameters={"VALUE": "DURATION"})
    for call in calls:
        for event in _events(call):
            calendar.add_component(event)
    return calendar.to_ical()


def _events(call: Call) -> Iterator[Event]:
    if call.opens_at and call.closes_at:
        yield _event(call, "opens", "受付の始まり", call.opens_at.astimezone(datetime.UTC))
        yield _event(call, "closes", "締切", call.closes_at.astimezone(datetime.UTC))
    for number, milestone in enumerate(call.schedule, 1):
        if milestone.get("on"):
            day = datetime.date.fromisoformat(milestone["on"])
            yield _event(call, f"day-{number}", milestone["what"], day)


def _event(call: Call, part: str, what: str, starts: datetime.date) -> Event:
    event = Event()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    event.add("uid", f"call-{call.pk}-{part}@{host}")
    event.add("summary", f"{what}：{call.title}")
    event.add("dtstart", starts)
    event.add("dtstamp", call.updated_at)
    event.add("url", absolute(reverse("projects:call", args=[call.pk])))
    if call.state == CallState.CANCELLED:
        event.add("status", "CANCELLED")
    return event
