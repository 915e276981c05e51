"""What a year is to reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ..models import Goal, ProjectYear

FIELDS = ("title", "is_countable", "target", "actual", "unit", "expected", "observed", "is_met", "position")


@dataclass(frozen=True)
class GoalEntry:
    """A goal as somebody gave it: an unsaved `Goal`, and the id of the one it replaces (None for a new one)."""

    goal: Goal
    goal_id: int | None = None


@transaction.atomic
def set_goals(*, year: ProjectYear, entries: Sequence[GoalEntry], by) -> None:
    """Make these, in this order, the year's goals. An id that the year no longer has counts as a new goal."""
    before = {goal.pk: goal for goal in year.goals.all()}
    for position, entry in enumerate(entries):
        goal = before.pop(entry.goal_id, None) or Goal(project_year=year)
        given = {name: getattr(entry.goal, name) for name in FIELDS} | {"position": position}
        if goal.pk and all(getattr(goal, name) == value for name, value in given.items()):
            continue
        for name, value in given.items():
            setattr(goal, name, value)
        goal._history_user = by
        goal.save()
    for goal in before.values():
        goal._history_user = by
        goal.delete()
