"""The calls of the demo, with their themes, questions and notices (`calls.toml`)."""

import tomllib
from pathlib import Path

from kyodo.fiscal_year import FiscalYear
from kyodo.workflow import move
from organizations.models import Division, Organization, User

from ..actions.call_rows import set_categories, set_criteria
from ..enums import CallState, ThemeState, TieRule
from ..models import Call, CallNotice, CallQuestion, PresentationSlot, Programme, Theme
from ..rulebook import CategoryRule, Milestone
from .calendar import Calendar

DATA = Path(__file__).with_name("calls.toml")


def make_calls(calendar: Calendar, by: User) -> dict[str, Call]:
    """Every call of the programme of 西東京市, by the key that `calls.toml` gives it."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    programme = Programme.objects.get(key="npo-kikaku")
    calls = {demo["key"]: _call(demo, programme, calendar, by) for demo in data["calls"]}
    for position, demo in enumerate(data["themes"]):
        _theme(demo, calls, calendar, position, by)
    for demo in data["questions"]:
        _question(demo, calls, calendar, by)
    for demo in data["notices"]:
        CallNotice.objects.create(
            call=calls[demo["call"]],
            text=demo["text"],
            changes=demo["changes"],
            at=calendar.at(demo["days"], calendar.year, 15),
            by=by,
        )
    return calls


def panel_of_demo() -> list[dict]:
    """The reviewers: name, affiliation, email, whether they lead, and how severe they are."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))["panel"]


def _call(demo: dict, programme: Programme, calendar: Calendar, by: User) -> Call:
    year = calendar.year + demo["year"]
    released = calendar.at(demo["released"], year, 10) if "released" in demo else None
    call = Call.objects.create(
        programme=programme,
        fiscal_year=year,
        project_year=year + 1,
        title=demo["title"].format(year=FiscalYear(year).short_label),
        summary=demo["summary"],
        body=demo["body"].strip(),
        state=demo["state"],
        published_at=None if demo["state"] == CallState.DRAFT else calendar.at(demo["opens"], year, 9),
        opens_at=calendar.at(demo["opens"], year, 9),
        closes_at=calendar.at(demo["closes"], year, 17),
        budget=demo["budget"],
        proposals_per_group=demo.get("per_group", 1),
        origins=programme.origins,
        theme_kinds=programme.theme_kinds,
        conditions=programme.conditions,
        papers=programme.papers,
        sections=programme.sections,
        schedule=_schedule(demo, programme, calendar, year),
        cutoff_percent=demo.get("cutoff"),
        lowest_majority_rejects=demo.get("lowest_majority", False),
        tie_rule=demo.get("tie_rule", TieRule.HEAVIEST),
        needs_vote=programme.needs_vote,
        slots_open_at=calendar.at(demo["slots_open"], year, 9) if "slots_open" in demo else None,
        slots_close_at=calendar.at(demo["slots_close"], year, 17) if "slots_close" in demo else None,
        released_at=released,
        voted_on=calendar.day("03-25", year) if released else None,
    )
    set_categories(call=call, rules=CategoryRule.read(programme.categories), by=by)
    set_criteria(call=call, rows=programme.criteria, by=by)
    _stages(call, demo, calendar, by)
    return call


def _schedule(demo: dict, programme: Programme, calendar: Calendar, year: int) -> list[dict]:
    rows = demo.get("schedule", programme.schedule)
    return [
        Milestone(
            what=row["what"],
            on=calendar.day(row["on"], year).isoformat() if row.get("on") else "",
            when=row.get("when", ""),
        ).as_data()
        for row in rows
    ]


def _stages(call: Call, demo: dict, calendar: Calendar, by: User) -> None:
    """Until when each stage is scored, and when it was closed."""
    for stage, day in zip(call.stages.all(), demo.get("stage_due", []), strict=False):
        stage.due_at = calendar.at(day, call.fiscal_year, 23, 59)
        if stage.number <= demo.get("closed_stages", 0):
            stage.closed_at, stage.closed_by = stage.due_at, by
        stage.save()


def make_slots(call: Call, first: int, calendar: Calendar) -> list[PresentationSlot]:
    """Eight slots from this many days on: an evening in a hall, an evening online, and a Saturday morning."""
    saturday = first + (5 - calendar.day(first, 0).weekday()) % 7
    hall, online = "田無第二庁舎 会議室", "オンライン（接続先は前日までにメールで送ります）"
    rows = [(saturday - 3, 18, 30, hall)] * 3 + [(saturday - 2, 19, 0, online)] * 2
    rows += [(saturday, 10, 0, hall)] * 3
    slots, taken = [], {}
    for day, hour, minute, place in rows:
        number = taken[day] = taken.get(day, -1) + 1
        minutes = hour * 60 + minute + 25 * number
        slots.append(
            PresentationSlot.objects.create(
                call=call,
                starts_at=calendar.at(day, 0, *divmod(minutes, 60)),
                ends_at=calendar.at(day, 0, *divmod(minutes + 20, 60)),
                place_kind="online" if place == online else "either" if day == saturday else "in_person",
                place=place,
            )
        )
    return slots


def _theme(demo: dict, calls: dict[str, Call], calendar: Calendar, position: int, by: User) -> None:
    sent_back = {"returned": "return", "dropped": "drop"}.get(demo["state"])
    theme = Theme.objects.create(
        division=Division.objects.get(name=demo["division"]),
        call=calls.get(demo.get("call", "")),
        fiscal_year=calendar.year,
        title=demo["title"],
        problem=demo["problem"],
        wanted=demo.get("wanted", ""),
        city_offers=demo.get("city_offers", ""),
        budget=demo.get("budget"),
        is_city_proposal=demo.get("is_city_proposal", False),
        state=ThemeState.OFFERED if sent_back else demo["state"],
        position=position,
    )
    if sent_back:
        move(theme, sent_back, by=by, reason=demo["reason"])


def _question(demo: dict, calls: dict[str, Call], calendar: Calendar, by: User) -> None:
    group = Organization.objects.get(name__endswith=demo["group"])
    is_answered = "answer" in demo
    CallQuestion.objects.create(
        call=calls[demo["call"]],
        organization=group,
        asked_by=group.memberships.get(role="officer").user,
        text=demo["text"],
        public_text=demo.get("public", ""),
        answer=demo.get("answer", ""),
        answered_at=calendar.at(demo["days"], calendar.year, 11) if is_answered else None,
        answered_by=by if is_answered else None,
    )
