"""The records behind one number of the statistics."""

from collections.abc import Hashable

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import requires
from kyodo.lists import PagedRows
from projects.queries.records import logged_years

from ..forms.statistics import StatisticsForm
from ..queries.statistics import groups_behind, labels_of, partners_behind, years_behind
from ..statistics import ALL, Breakdown, Kind, Measure
from .statistics import BLANK

ROWS_A_PAGE = 50
# Whose values are ids or numbers, and what stands for "not recorded".
NUMBERS = ("form", "division", "field")
PARTS = {
    Kind.SUM: [("known", "記録のあるもの"), ("missing", "未記入のもの")],
    Kind.RATE: [("kept", "次の年度に続いたもの"), ("ended", "続かなかったもの")],
}


@require_GET
@requires("reviews.view_statistics")
def statistics_rows(request):
    """Projects, partners or groups, as the number counts them."""
    form = StatisticsForm(request.GET, years=logged_years())
    if not form.is_valid():
        raise Http404
    measure, by, years = form.chosen_measure, form.chosen_by, form.years
    key = _key(by, request.GET.get("value", ""))
    part = request.GET.get("part", "")
    rows = _rows(measure, by, years, key, part)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "measure": measure,
        "by": by,
        "label": labels_of(by, {key}).get(key, "") if by and key != ALL else "",
        "years": form.years,
        "listing": PagedRows(request, rows, ROWS_A_PAGE),
        "parts": [(name, words, name == part, _with_part(query, name)) for name, words in _parts(measure)],
        "is_sum": measure.kind == Kind.SUM,
        "shows": measure.key if measure.key in ("partners", "groups") else "projects",
    }
    return render(request, "reviews/statistics/rows.html", context)


def _parts(measure: Measure) -> list[tuple[str, str]]:
    return [("", "すべて"), *PARTS[measure.kind]] if measure.kind in PARTS else []


def _with_part(query, part: str) -> str:
    changed = query.copy()
    changed["part"] = part
    return changed.urlencode()


def _key(by: Breakdown | None, value: str) -> Hashable:
    """The value as the records hold it; 404 for what no record could hold."""
    if by is None or not value:
        return ALL
    if value == BLANK and by.key in ("domain", "outcome"):
        return ""
    if by.key in NUMBERS:
        if value == BLANK:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise Http404
        return int(value)
    return value


def _rows(measure: Measure, by: Breakdown | None, years: list[int], key: Hashable, part: str):
    if measure.key == "partners":
        rows = partners_behind(by, years, key)
        rows = rows.select_related("project_year__division", "project_year__form")
        return rows.order_by("-project_year__fiscal_year", "project_year__name", "pk")
    if measure.key == "groups":
        return groups_behind(by, years, key).order_by("kana", "pk")
    rows = years_behind(measure, by, years, key, part).select_related("division", "form")
    return rows.defer("search_key", "content", "result", "outlook").order_by("-fiscal_year", "name", "pk")
