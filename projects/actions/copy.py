"""Last year's projects taken over into another year, several at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from kyodo.fiscal_year import FiscalYear

from ..models import Goal, Partner, Project, ProjectYear
from .listing import fill_listing

# What a new year starts with; what the old one came to (participants, outcome, result, outlook) stays there.
CARRIED = ("form_id", "content", "city_cost", "group_cost", "other_cost", "programme")
CARRIED_GOAL = ("title", "is_countable", "target", "unit", "expected", "position")
CARRIED_PARTNER = ("organization_id", "name", "kind", "role", "position")


@dataclass
class CopyReport:
    """The years that were made, and those that had been there already."""

    created: list[ProjectYear] = field(default_factory=list)
    already: list[ProjectYear] = field(default_factory=list)


@transaction.atomic
def copy_years(*, years: Iterable[ProjectYear], to_year: FiscalYear, by) -> CopyReport:
    """Give each of these years' projects a year in `to_year`: partners and goals carried over, state 検討.

    A project that has that year already is left as it is, so that a second call changes nothing. A 課 that has
    ended hands on to its successor. Raises `PermissionDenied` where one of the years is not this person's to change.
    """
    sources = list(
        ProjectYear.objects.filter(pk__in=[year.pk for year in years])
        .select_related("division__successor")
        .prefetch_related("partners", "goals")
        .order_by("pk")
    )
    if not all(by.has_perm("projects.change_projectyear", source) for source in sources):
        raise PermissionDenied
    # Two people who copy at once wait for each other here, so that no project gets the year twice.
    projects = Project.objects.select_for_update().order_by("pk").in_bulk([s.project_id for s in sources])
    there = {
        year.project_id: year
        for year in ProjectYear.objects.filter(project__in=projects, fiscal_year=to_year.year)
    }
    report = CopyReport()
    for source in sources:
        if source.project_id in there:
            report.already.append(there[source.project_id])
            continue
        there[source.project_id] = _next_of(source, projects[source.project_id], to_year)
        report.created.append(there[source.project_id])
    _save(report.created, {source.pk: source for source in sources}, by=by)
    return report


def _next_of(source: ProjectYear, project: Project, to_year: FiscalYear) -> ProjectYear:
    division, ahead = source.division, to_year.year - source.fiscal_year
    if division.ends_on and division.ends_on < to_year.starts_on and division.successor:
        division = division.successor
    year = ProjectYear(
        project=project,
        fiscal_year=to_year.year,
        name=source.name,
        division=division,
        copied_from=source,
        starts_on=_later(source.starts_on, ahead),
        ends_on=_later(source.ends_on, ahead),
        **{name: getattr(source, name) for name in CARRIED},
    )
    return fill_listing(year, partner_names=[partner.name for partner in source.partners.all()])


def _save(years: list[ProjectYear], sources: dict[int, ProjectYear], *, by) -> None:
    if not years:
        return
    bulk_create_with_history(years, ProjectYear, batch_size=200, default_user=by)
    partners, goals = [], []
    for year in years:
        source = sources[year.copied_from_id]
        partners += [_like(partner, CARRIED_PARTNER, year) for partner in source.partners.all()]
        goals += [_like(goal, CARRIED_GOAL, year) for goal in source.goals.all()]
    bulk_create_with_history(partners, Partner, batch_size=200, default_user=by)
    bulk_create_with_history(goals, Goal, batch_size=200, default_user=by)


def _like(original, names: tuple[str, ...], year: ProjectYear):
    return type(original)(project_year=year, **{name: getattr(original, name) for name in names})


def _later(day: datetime.date | None, years: int) -> datetime.date | None:
    """The same day some years on; February 29 becomes the 28th where there is none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
