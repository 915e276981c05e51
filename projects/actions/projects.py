"""A project as such: logged with its first year, and edited."""

from collections.abc import Sequence

from django.db import transaction

from kyodo.conflicts import claim_version

from ..models import Project, ProjectYear
from .goals import GoalEntry, set_goals
from .listing import refresh_listing
from .partners import PartnerEntry, set_partners


@transaction.atomic
def log_project(
    *,
    project: Project,
    year: ProjectYear,
    partners: Sequence[PartnerEntry] = (),
    goals: Sequence[GoalEntry] = (),
    by,
) -> Project:
    """Save a new project with its first year (both unsaved so far), its partners and its goals."""
    project._history_user = by
    project.save()
    year.project = project
    year.name = year.name or project.name
    year._history_user = by
    year.save()
    set_goals(year=year, entries=goals, by=by)
    set_partners(year=year, entries=partners, by=by)
    return project


@transaction.atomic
def change_project(*, project: Project, base_version: int, by) -> Project:
    """Save an edited project, or raise `EditConflict` where somebody else was faster."""
    claim_version(project, base_version)
    project._history_user = by
    project.save()
    refresh_listing(project.years.all())
    return project
