"""記録する: a new project, and editing a project or one of its years. Nothing typed is ever lost."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires
from kyodo.drafts import find_draft
from kyodo.fiscal_year import FiscalYear

from ..actions.projects import change_project, log_project
from ..actions.years import change_year
from ..models import Project, ProjectYear
from .browse import ledger_url
from .detail import visible_project
from .form_page import FormPage
from .steps import visible_year

NEW_KEY = "projects.project:new"


@require_GET
@requires("projects.add_project")
def record_start(request):
    """The three ways side by side."""
    return render(
        request,
        "projects/record/start.html",
        {
            "ledger_url": ledger_url(),
            "year": FiscalYear.current(),
            "draft": find_draft(request.user, NEW_KEY),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("projects.add_project")
def record_new(request):
    back = reverse("projects:record_start")
    page = FormPage(request, NEW_KEY, "新しい事業", back, initial=_first_choice(request.user))

    def save(forms):
        return log_project(
            project=forms["project"].save(commit=False),
            year=forms["year"].save(commit=False),
            partners=forms["partners"].entries(),
            goals=forms["goals"].entries(),
            by=request.user,
        )

    return page.answer(save, "記録しました。")


def _first_choice(user) -> dict:
    """Who works for one 課 need not choose it."""
    own = list(user.standing.division_ids - user.standing.inherited)
    return {
        "fiscal_year": FiscalYear.current().year,
        "division": own[0] if len(own) == 1 else None,
    }


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_project", visible_project)
def edit_project(request, project: Project):
    page = FormPage(
        request, f"projects.project:{project.pk}", project.name, _address(project.pk), project=project
    )

    def save(forms):
        edited = forms["project"].save(commit=False)
        change_project(project=edited, base_version=page.base_version, by=request.user)
        return edited

    return page.answer(save, "保存しました。")


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_projectyear", visible_year)
def edit_year(request, year: ProjectYear):
    page = FormPage(
        request, f"projects.year:{year.pk}", str(year), _address(year.project_id, "detail_years"), year=year
    )

    def save(forms):
        edited = forms["year"].save(commit=False)
        edited.name = edited.name or edited.project.name
        change_year(
            year=edited,
            base_version=page.base_version,
            partners=forms["partners"].entries(),
            goals=forms["goals"].entries(),
            by=request.user,
        )
        return edited.project

    return page.answer(save, f"{year.year.short_label}を保存しました。")


def _address(project_id: int, name: str = "detail") -> str:
    return reverse(f"projects:{name}", args=[project_id])
