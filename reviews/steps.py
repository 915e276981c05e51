"""Where a sheet stands, and who must do what by when. Takes what was read; asks no database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo.models import StateChange
from kyodo.wareki import as_date, format_date_short

from .enums import SheetState
from .models import Sheet

WAY = tuple(SheetState)


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
    due_on: datetime.date | None = None

    def is_late(self, today: datetime.date) -> bool:
        return self.due_on is not None and today > self.due_on


def step_bar(sheet: Sheet, changes: Iterable[StateChange], *, member: bool = False) -> list[StepMark]:
    """The way from 準備 to 公表 with the day each step was last reached."""
    reached = {SheetState.PREPARING.value: sheet.created_at}
    for change in sorted(changes, key=lambda each: each.at):
        reached[change.to_state] = change.at
    at = WAY.index(SheetState(sheet.state))
    way = [state for state in WAY if not (member and state == SheetState.PREPARING)]
    return [_mark(state, at, reached, member) for state in way]


def _mark(state: SheetState, at: int, reached: dict, member: bool) -> StepMark:
    index = WAY.index(state)
    is_end = at == len(WAY) - 1 and index == at
    mark = "done" if index < at or is_end else "current" if index == at else "todo"
    moment = reached.get(state.value) if index <= at else None
    label = state.short_label_for(member=member)
    return StepMark(label, mark, format_date_short(as_date(moment)) if moment else "")


def next_step(sheet: Sheet, *, group: str, office: str) -> NextStep | None:
    """What the sheet waits for; `group` and `office` are what the city calls them. None at the end of the way."""
    if sheet.state == SheetState.PREPARING:
        return NextStep(office, "記入を始めます。")
    if sheet.state == SheetState.OPEN:
        waiting = [] if sheet.group_finished_at else [f"{group}（{sheet.organization_name}）"]
        waiting += [] if sheet.city_finished_at else [f"市（{sheet.division_name}）"]
        return NextStep("と".join(waiting), "評価とコメントを書きます。", sheet.due_on)
    if sheet.state == SheetState.MEETING:
        who = f"市（{sheet.division_name}）と{group}"
        return NextStep(who, "ふりかえりの場を開き、合意したことを書きます。", sheet.meeting_due_on)
    if sheet.state == SheetState.FINAL:
        return NextStep(office, "内容を確かめて、公表します。")
    return None
