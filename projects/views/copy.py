"""昨年度から写す: last year's projects taken over into another year, several at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kyodo.access import requires
from kyodo.fiscal_year import FiscalYear

from ..actions.copy import copy_years
from ..forms.copy import CopyForm
from ..models import ProjectYear
from ..queries.records import years_to_copy

MOST_SHOWN = 200


@require_http_methods(["GET", "POST"])
@requires("projects.add_project")
def copy(request):
    """Choose the year, tick the projects; those that have the year already are shown as such and left alone."""
    data = request.POST if request.method == "POST" else request.GET
    form = CopyForm(data if "to_year" in data else None, user=request.user)
    from_year, to_year = form.years()
    choices = list(
        years_to_copy(form.narrow(ProjectYear.objects.of_year(from_year.year)), to_year)[:MOST_SHOWN]
    )
    ticked = set(data.getlist("year_id"))
    for year in choices:
        year.is_ticked = str(year.pk) in ticked
    error = ""
    if request.method == "POST":
        chosen = [year for year in choices if year.is_ticked]
        if chosen and form.is_valid():
            return _copy(request, chosen, to_year)
        error = "" if chosen else "写す事業を一つ以上選んでください。"
    context = {
        "form": form,
        "choices": choices,
        "from_year": from_year,
        "to_year": to_year,
        "error": error,
        "is_cut": len(choices) == MOST_SHOWN,
    }
    return render(request, "projects/copy/copy.html", context, status=422 if error or form.errors else 200)


def _copy(request, chosen: list[ProjectYear], to_year: FiscalYear):
    report = copy_years(years=chosen, to_year=to_year, by=request.user)
    if report.created:
        messages.success(
            request, f"{len(report.created)}件を{to_year.short_label}に写しました。状態は「検討」です。"
        )
    if report.already:
        messages.info(request, f"{len(report.already)}件は、もう{to_year.short_label}にあります。")
    return redirect(f"{reverse('projects:list')}?year={to_year.year}")
