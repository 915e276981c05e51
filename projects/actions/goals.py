"""What a year is to reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ..models import Goal, ProjectYear
from .year_rows import RowEntry, set_rows

FIELDS = ("title", "is_countable", "target", "actual", "unit", "expected", "observed", "is_met", "position")


@dataclass(frozen=True)
class GoalEntry:
    """A goal as somebody gave it: an unsaved `Goal`, and the id of the one it replaces (None for a new one)."""

    goal: Goal
    goal_id: int | None = None


@transaction.atomic
def set_goals(*, year: ProjectYear, entries: Sequence[GoalEntry], by) -> None:
    """Make these, in this order, the year's goals. An id that the year no longer has counts as a new goal."""
    set_rows(year, Goal, FIELDS, [RowEntry(entry.goal, entry.goal_id) for entry in entries], by=by)
