"""The list as a file: the same query string, one row a partner, no cap."""

from django.http import HttpResponseNotFound
from django.views.decorators.http import require_GET

from kyodo.access import requires
from kyodo.tables import csv_response, xlsx_response

from ..columns import HEADER, partner_rows
from ..filters.records import SORTS, ProjectYearFilter
from .browse import listed_years

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


@require_GET
@requires("projects.export_projects")
def export(request, kind: str):
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    filterset = ProjectYearFilter(request.GET, listed_years(request.user), user=request.user)
    sort = next((each for each in SORTS if each.key == request.GET.get("sort")), SORTS[0])
    year = filterset.shown_year
    name = f"協働事業_{year.short_label}" if year else "協働事業"
    return RESPONSES[kind](partner_rows(filterset.qs.order_by(*sort.order)), HEADER, name)
