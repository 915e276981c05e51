"""One project's pages for those who work on it: 概要, 年度ごと, 目標, 役割分担・予算, 履歴."""

from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import acts_on, sees
from kyodo.registry import year_cells
from kyodo.workflow import changes_of

from ..budget_tables import BudgetTables
from ..enums import YearState
from ..models import Follow, Project, ProjectYear
from ..queries.records import project_history, project_with_years
from ..steps import next_step, step_bar
from ..tabs import HISTORY, tabs_of


def visible_project(user, project_id: int):
    return Project.objects.visible_to(user).filter(pk=project_id)


def works_inside(user, years: list[ProjectYear]) -> bool:
    """The office and the partners read a project from inside; everybody else reads its case."""
    groups = set(user.standing.memberships)
    return user.standing.is_staff or any(
        partner.organization_id in groups for year in years for partner in year.partners.all()
    )


@require_GET
@sees(visible_project)
def detail(request, project: Project):
    return _page(request, project, project_with_years(project), "概要", "about")


@require_GET
@sees(visible_project)
def detail_years(request, project: Project):
    """One column a year; other apps may add a cell to each."""
    years = project_with_years(project)
    cells = {key: (template, cell) for key, template, cell in year_cells.gather(request.user, years)}
    for year in years:
        year.cell_template, year.cell = cells.get(year.pk, ("", {}))
    return _page(request, project, years, "年度ごと", "years", has_cells=bool(cells))


@require_GET
@sees(visible_project)
def detail_goals(request, project: Project):
    return _page(request, project, project_with_years(project), "目標", "goals")


@require_GET
@sees(visible_project)
def detail_roles(request, project: Project):
    """Who does what, and the budget, of each year."""
    years = project_with_years(project)
    prefetch_related_objects(years, "role_shares", "budget_lines")
    tables = [(year, BudgetTables(year.budget_lines.all())) for year in years]
    return _page(request, project, years, "役割分担・予算", "roles", tables=tables)


@require_GET
@acts_on("projects.view_history", visible_project)
def detail_history(request, project: Project):
    years = project_with_years(project)
    return _page(request, project, years, HISTORY, "history", events=project_history(project, years))


def _page(request, project: Project, years: list[ProjectYear], tab: str, template: str, **more):
    user = request.user
    if not works_inside(user, years):
        return redirect("projects:case", project_id=project.pk)
    for year in years:
        year.may_change = user.has_perm("projects.change_projectyear", year)
    context = {
        "project": project,
        "years": years,
        "tabs": tabs_of(user, project, tab),
        "tab": tab,
        "is_member": not user.standing.is_staff,
        "follows": Follow.objects.filter(user=user, project=project).exists(),
        "may_change": user.has_perm("projects.change_project", project),
        **_newest(user, years),
        **more,
    }
    return render(request, f"projects/detail/{template}.html", context)


def _newest(user, years: list[ProjectYear]) -> dict:
    """Where the newest year stands, what is next, and the buttons this person has."""
    if not years:
        return {}
    year, is_member = years[0], not user.standing.is_staff
    step = next_step(year)
    return {
        "newest": year,
        "state_label": YearState(year.state).label_for(member=is_member),
        "steps": step_bar(year, changes_of(year), member=is_member),
        "next_step": step,
        "is_late": step is not None and step.due_on < timezone.localdate(),
        "open_steps": year.workflow.open_to(user, year),
    }
