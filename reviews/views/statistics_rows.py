"""The records behind one number of the statistics, as a page and as a file."""

from collections.abc import Hashable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpResponseNotFound
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kyodo.access import requires
from kyodo.lists import PagedRows
from projects.queries.records import logged_years

from ..forms.statistics import StatisticsForm
from ..queries.statistics import groups_behind, labels_of, partners_behind, years_behind
from ..statistics import ALL, Breakdown, Kind, Measure
from ..statistics_rows import GROUP_HEADER, PARTNER_HEADER, group_rows, partner_rows, year_header, year_rows
from .statistics import BLANK, KINDS, RESPONSES

ROWS_A_PAGE = 50
# Whose values are ids or numbers.
NUMBERS = ("form", "division", "field")
PARTS = {
    Kind.SUM: [("known", "記録のあるもの"), ("missing", "未記入のもの")],
    Kind.RATE: [("kept", "次の年度に続いたもの"), ("ended", "続かなかったもの")],
}


@dataclass(frozen=True)
class Asked:
    """One number as the address names it: which value of the breakdown (or `ALL`), and which part of its rows."""

    measure: Measure
    by: Breakdown | None
    years: list[int]
    key: Hashable
    part: str

    @classmethod
    def by_address(cls, query) -> "Asked":
        """404 for what cannot be counted, and for what no record could hold."""
        form = StatisticsForm(query, years=logged_years())
        if not form.is_valid():
            raise Http404
        by = form.chosen_by
        return cls(
            form.chosen_measure, by, form.years, _key(by, query.get("value", "")), query.get("part", "")
        )

    @property
    def label(self) -> str:
        """The value of the breakdown in words."""
        return labels_of(self.by, {self.key}).get(self.key, "") if self.by and self.key != ALL else ""

    def rows(self) -> QuerySet:
        """Partners, groups, or years of projects."""
        if self.measure.key == "partners":
            rows = partners_behind(self.by, self.years, self.key)
            rows = rows.select_related("project_year__division", "project_year__form")
            return rows.order_by("-project_year__fiscal_year", "project_year__name", "pk")
        if self.measure.key == "groups":
            return groups_behind(self.by, self.years, self.key).order_by("kana_key", "pk")
        rows = years_behind(self.measure, self.by, self.years, self.key, self.part)
        rows = rows.select_related("division", "form").defer("search_key", "content", "result", "outlook")
        return rows.order_by("-fiscal_year", "name", "pk")


@require_GET
@requires("reviews.view_statistics")
def statistics_rows(request):
    """Projects, partners or groups, as the number counts them."""
    asked = Asked.by_address(request.GET)
    query = request.GET.copy()
    query.pop("page", None)
    measure = asked.measure
    context = {
        "measure": measure,
        "by": asked.by,
        "label": asked.label,
        "years": asked.years,
        "listing": PagedRows(request, asked.rows(), ROWS_A_PAGE),
        "parts": [(words, name == asked.part, _with_part(query, name)) for name, words in _parts(measure)],
        "is_sum": measure.kind == Kind.SUM,
        "shows": measure.key if measure.key in ("partners", "groups") else "projects",
        "files": [
            (label, f"{reverse('reviews:statistics_rows_file', args=[kind])}?{query.urlencode()}")
            for label, kind in KINDS
        ],
    }
    return render(request, "reviews/statistics/rows.html", context)


@require_GET
@requires("reviews.view_statistics")
def statistics_rows_file(request, kind: str):
    """All of these rows, however many."""
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    asked = Asked.by_address(request.GET)
    rows = asked.rows().iterator(chunk_size=500)
    name = f"統計_もとの記録_{asked.measure.label}"
    if asked.measure.key == "partners":
        return RESPONSES[kind](partner_rows(rows), PARTNER_HEADER, name)
    if asked.measure.key == "groups":
        return RESPONSES[kind](group_rows(rows), GROUP_HEADER, name)
    return RESPONSES[kind](year_rows(rows, asked.measure), year_header(asked.measure), name)


def _parts(measure: Measure) -> list[tuple[str, str]]:
    return [("", "すべて"), *PARTS[measure.kind]] if measure.kind in PARTS else []


def _with_part(query, part: str) -> str:
    changed = query.copy()
    changed["part"] = part
    return changed.urlencode()


def _key(by: Breakdown | None, value: str) -> Hashable:
    """The value as the records hold it."""
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
