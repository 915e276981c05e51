"""Where a year stands, and who must do what by when. Takes what was read; asks no database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.models import StateChange
from kyodo.wareki import as_date, format_date_short

from .enums import YearState
from .models import ProjectYear

DAYS_TO_REPORT = 30
WAY = (YearState.CONSIDERING, YearState.PREPARING, YearState.RUNNING, YearState.DONE)


@dataclass(frozen=True)
class StepMark:
    """One step of the bar."""

    label: str
    mark: str
    date: str = ""


@dataclass(frozen=True)
class NextStep:
    """Who must do what, by when."""

    who: str
    what: str
    due_on: datetime.date
    button: str
    anchor: str = ""

    def is_late(self, today: datetime.date) -> bool:
        return today > self.due_on


def begins_on(year: ProjectYear) -> datetime.date:
    return year.starts_on or year.year.starts_on


def ends_on(year: ProjectYear) -> datetime.date:
    return year.ends_on or year.year.ends_on


def report_due_on(year: ProjectYear) -> datetime.date:
    return ends_on(year) + datetime.timedelta(days=DAYS_TO_REPORT)


def step_bar(year: ProjectYear, changes: Iterable[StateChange], *, member: bool = False) -> list[StepMark]:
    """The way from 検討 to 完了 with the day each step was reached; a stop takes the place of what lay ahead."""
    changes = sorted(changes, key=lambda each: each.at)
    # A year that was taken over from a ledger is younger here than its first step.
    known = not changes or year.created_at <= changes[0].at
    reached = {YearState.CONSIDERING.value: year.created_at if known else None}
    reached |= {change.to_state: change.at for change in changes}
    state = YearState(year.state)
    if state in YearState.stopped():
        done = [each for each in WAY if each.value in reached and each != YearState.DONE]
        return [
            *(_mark(each, "done", reached, member) for each in done),
            _mark(state, "stopped", reached, member),
        ]
    at = WAY.index(state)
    marks = ["done" if index < at or state == YearState.DONE else "todo" for index in range(len(WAY))]
    if state != YearState.DONE:
        marks[at] = "current"
    return [_mark(each, mark, reached, member) for each, mark in zip(WAY, marks, strict=True)]


def _mark(state: YearState, mark: str, reached: dict, member: bool) -> StepMark:
    moment = reached.get(state.value) if mark != "todo" else None
    return StepMark(
        state.label_for(member=member), mark, format_date_short(as_date(moment)) if moment else ""
    )


def next_step(year: ProjectYear) -> NextStep | None:
    """What the year waits for; None where it has come to its end."""
    who, state = year.division.name, year.state
    if state == YearState.CONSIDERING:
        return NextStep(who, "内容と相手を決めて、準備に進みます。", begins_on(year), "内容を書く")
    if state == YearState.PREPARING:
        return NextStep(
            who, "目標と役割を決めて、実施を始めます。", begins_on(year), "目標を書く", "section-goals"
        )
    if state == YearState.RUNNING:
        return NextStep(
            who, "終わったら結果を書いて、完了にします。", ends_on(year), "結果を書く", "section-result"
        )
    if state == YearState.DONE and not (year.outcome and year.result):
        return NextStep(who, "成果と結果を書きます。", report_due_on(year), "結果を書く", "section-result")
    return None
