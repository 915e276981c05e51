"""Reads over several models that more than one page needs."""

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef

from kyodo.fiscal_year import FiscalYear
from kyodo.history import Event, history_of
from kyodo.models import StateChange
from kyodo.wareki import as_date
from organizations.enums import OrganizationKind
from organizations.models import Division

from ..enums import Outcome, YearState
from ..models import BudgetLine, CollaborationForm, Goal, Partner, Project, ProjectYear, RoleShare
from ..tabulation import NO_ANSWER, Category, Count, tabulate


def logged_years() -> list[FiscalYear]:
    """Every 年度 from the first logged to the newest (at least the coming one), newest first.

    Only the two ends are read, each from the index: the table may be long.
    """
    present = FiscalYear.current().year
    newest = ProjectYear.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    oldest = ProjectYear.objects.order_by("fiscal_year").values_list("fiscal_year", flat=True).first()
    first, last = min(oldest or present, present), max(newest or present, present + 1)
    return [FiscalYear(year) for year in range(last, first - 1, -1)]


def project_with_years(project: Project) -> list[ProjectYear]:
    """The project's years with all that its pages show of them, newest first."""
    years = (
        project.years.select_related("division", "form", "state_changed_by")
        .prefetch_related("partners__organization", "goals")
        .order_by("-fiscal_year")
    )
    found = list(years)
    for year in found:
        year.project = project
    return found


# What hangs on a year, how its history calls it, and the field that says which one it was.
PARTS = (
    (Partner, "協働の相手", "name"),
    (Goal, "目標", "title"),
    (RoleShare, "役割", "item"),
    (BudgetLine, "収支予算", "item"),
)


def project_history(project: Project, years: Iterable[ProjectYear]) -> list[Event]:
    """Who changed what on the project, its years and all that hangs on them, what was taken out included."""
    years = list(years)
    names: dict[tuple[type, int], str] = {
        (ProjectYear, year.pk): f"{year.year.short_label}の実績" for year in years
    }
    things = [project, *years]
    for model, label, title in PARTS:
        rows = model.history.filter(project_year__in=years).order_by("history_id")
        found = dict(rows.values_list("id", title))
        names |= {(model, key): f"{label}「{name}」" for key, name in found.items()}
        things += [model(pk=key) for key in found]
    return history_of(*things, names=names)


def years_to_copy(years, to_year: FiscalYear):
    """Years that went or go to their end, each with `is_copied`: whether its project has `to_year` already."""
    there = ProjectYear.objects.filter(project=OuterRef("project"), fiscal_year=to_year.year)
    return (
        years.exclude(state__in=YearState.stopped())
        .select_related("division", "form")
        .annotate(is_copied=Exists(there))
        .order_by("division__position", "name", "pk")
    )


def case_with_years(project: Project) -> list[ProjectYear]:
    """The years that citizens may read, newest first."""
    return [year for year in project_with_years(project) if year.state in YearState.told()]


def timeline(project: Project, years: list[ProjectYear]) -> list[tuple[datetime.date, str]]:
    """The days of the project's way that citizens may know, oldest first: no names, no reasons."""
    kind = ContentType.objects.get_for_model(ProjectYear)
    changes = StateChange.objects.filter(
        content_type=kind, object_id__in=[year.pk for year in years], to_state__in=YearState.told()
    ).values_list("object_id", "to_state", "at")
    words = {YearState.RUNNING: "を始めました", YearState.DONE: "が終わりました"}
    labels = {year.pk: year.year.short_label for year in years}
    found = [(as_date(at), f"{labels[key]}の事業{words[state]}") for key, state, at in changes]
    if project.started_on:
        found.append((project.started_on, "この協働が始まりました"))
    return sorted(found)


COUNTED = {
    "division": "project_year__division__code",
    "form": "project_year__form",
    "partner_kind": "kind",
    "outcome": "project_year__outcome",
}


def partner_counts(year: FiscalYear, by: str) -> list[Count]:
    """The year's partner rows counted by one of `COUNTED`: the unit that the survey of 武蔵野市 counts."""
    rows = Partner.objects.filter(project_year__fiscal_year=year.year).order_by()
    values = rows.values_list(COUNTED[by], flat=True)
    return tabulate([NO_ANSWER if value == "" else value for value in values], _categories(by))


def _categories(by: str) -> list[Category]:
    if by == "division":
        rows = Division.objects.values_list("code", "name", "position")
        return [Category(code, name, position) for code, name, position in rows]
    if by == "form":
        rows = CollaborationForm.objects.values_list("pk", "name", "position", "is_current")
        return [Category(key, name, position, current) for key, name, position, current in rows]
    choices = list((OrganizationKind if by == "partner_kind" else Outcome).choices)
    if by == "outcome":
        choices.append((NO_ANSWER, "無回答"))
    return [Category(key, label, position, True) for position, (key, label) in enumerate(choices)]
