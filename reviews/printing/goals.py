"""The 目標 on paper. A finished sheet shows them as they stood when it was finished, whatever came later."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.template.defaultfilters import floatformat

from projects.models import Goal
from reviews.models import Sheet
from reviews.printing.document import GoalLine

Moments = Mapping[int, datetime.datetime]  # sheet id → when it was finished
REMOVED, ADDED = "-", "+"


def goals_of_sheets(sheets: Iterable[Sheet], finished_at: Moments) -> dict[int, tuple[GoalLine, ...]]:
    """Sheet id → its goals: today's, or those of the moment it was finished. At most two queries."""
    sheets = list(sheets)
    today: dict[int, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(project_year__in={sheet.project_year_id for sheet in sheets}):
        today[goal.project_year_id].append(goal)
    past = _records({sheet.project_year_id for sheet in sheets if sheet.pk in finished_at})
    return {
        sheet.pk: tuple(
            goal_line(goal)
            for goal in (
                _goals_then(today[sheet.project_year_id], past[sheet.project_year_id], finished_at[sheet.pk])
                if sheet.pk in finished_at
                else today[sheet.project_year_id]
            )
        )
        for sheet in sheets
    }


def _records(years: set[int]) -> dict[int, dict[int, list]]:
    """Project year id → goal id → what was recorded of it, oldest first."""
    found: dict[int, dict[int, list]] = defaultdict(lambda: defaultdict(list))
    if years:
        rows = Goal.history.filter(project_year__in=years).order_by("history_date", "history_id")
        for record in rows:
            found[record.project_year_id][record.id].append(record)
    return found


def _goals_then(today: list[Goal], records: Mapping[int, list], moment: datetime.datetime) -> list[Goal]:
    """Those goals, as each stood at the moment; one whose beginning nobody recorded is taken as it is today."""
    now = {goal.pk: goal for goal in today}
    then = []
    for key in {*now, *records}:
        known = records.get(key, [])
        before = [record for record in known if record.history_date <= moment]
        if before:
            then += [before[-1].instance] if before[-1].history_type != REMOVED else []
        elif key in now and not (known and known[0].history_type == ADDED):
            then.append(now[key])
    return sorted(then, key=lambda goal: (goal.position, goal.pk))


def goal_line(goal: Goal) -> GoalLine:
    """What was planned and what came of it, as they are printed: 「12回」「10回（未達成）」."""
    if goal.is_countable:
        planned, actual = _amount(goal.target, goal.unit), _amount(goal.actual, goal.unit)
    else:
        planned, actual = goal.expected, goal.observed
    judged = {True: "（達成）", False: "（未達成）", None: ""}[goal.met]
    return GoalLine(goal.title, planned, f"{actual}{judged}")


def _amount(value, unit: str) -> str:
    return "" if value is None else f"{floatformat(value, '-1g')}{unit}"
