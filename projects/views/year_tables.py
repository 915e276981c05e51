"""役割分担 and 収支予算 of a project's year, as its 課 changes them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from kyodo.conflicts import EditConflict
from kyodo.drafts import as_form_data, discard_draft, find_draft

from ..actions.year_tables import set_tables
from ..budget_tables import BudgetTables
from ..forms.bundle import is_row_action, with_row_action
from ..forms.rows import as_id
from ..forms.year_tables import TableForms
from ..models import ProjectYear
from .steps import visible_year

TEMPLATE = "projects/detail/edit_roles.html"


def draft_key(year: ProjectYear) -> str:
    return f"projects.year_tables:{year.pk}"


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_projectyear", visible_year)
def edit_roles(request, year: ProjectYear):
    if request.method == "GET":
        draft = find_draft(request.user, draft_key(year))
        if draft is None:
            return _show(request, year, TableForms(year=year), year.version)
        forms = TableForms(as_form_data(draft), year=year).silence()
        return _show(request, year, forms, draft.base_version or year.version, draft=draft)
    if "discard_draft" in request.POST:
        discard_draft(request.user, draft_key(year))
        return redirect("projects:edit_roles", year_id=year.pk)
    base_version = as_id(request.POST.get("base_version")) or 0
    if is_row_action(request.POST):
        forms = TableForms(with_row_action(request.POST), year=year).silence()
        return _show(request, year, forms, base_version)
    return _save(request, year, base_version)


def _save(request, year: ProjectYear, base_version: int):
    forms = TableForms(request.POST, year=year)
    if not forms.is_valid():
        return _show(request, year, forms, base_version, status=422)
    try:
        set_tables(
            year=year,
            roles=forms.roles.entries(),
            lines=forms.lines.entries(),
            base_version=base_version,
            by=request.user,
        )
    except EditConflict as conflict:
        # What the other one saved stands below the form: this person compares, and saves on top of it.
        return _show(request, year, forms, conflict.current.version, status=409, stored=conflict.current)
    discard_draft(request.user, draft_key(year))
    messages.success(request, f"{year.year.short_label}の役割分担と予算を保存しました。")
    return redirect("projects:detail_roles", project_id=year.project_id)


def _show(request, year: ProjectYear, forms: TableForms, base_version: int, *, status: int = 200, **more):
    stored = more.get("stored")
    context = {
        "year": year,
        "project": year.project,
        "forms": forms,
        "base_version": base_version,
        "draft_key": draft_key(year),
        "stored_tables": BudgetTables(stored.budget_lines.all()) if stored else None,
        **more,
    }
    return render(request, TEMPLATE, context, status=status)
