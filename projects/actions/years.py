"""A project's year: what is written on it, and the steps it takes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import claim_version
from kyodo.workflow import move

from ..models import Project, ProjectYear
from .goals import GoalEntry, set_goals
from .partners import PartnerEntry, set_partners

STATE_FIELDS = ("state", "state_changed_at", "state_changed_by")


@transaction.atomic
def change_year(
    *,
    year: ProjectYear,
    base_version: int,
    partners: Sequence[PartnerEntry],
    goals: Sequence[GoalEntry],
    by,
) -> ProjectYear:
    """Save an edited year with its partners and goals, or raise `EditConflict` where somebody else was faster."""
    claim_version(year, base_version)
    year.refresh_from_db(fields=STATE_FIELDS)  # a step taken while the form was open stays taken
    year._history_user = by
    year.save()
    set_goals(year=year, entries=goals, by=by)
    set_partners(year=year, entries=partners, by=by)
    touch(year.project_id)
    return year


@transaction.atomic
def move_year(*, year: ProjectYear, action: str, by, reason: str = "") -> ProjectYear:
    """Take one step of the year's workflow."""
    move(year, action, by=by, reason=reason)
    touch(year.project_id)
    return year


def touch(project_id: int) -> None:
    """Something about the project changed: whoever follows it sees it first."""
    Project.objects.filter(pk=project_id).update(updated_at=timezone.now())
