"""統計: what the records say of collaboration over the years, for city staff. No survey is needed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from kyodo.access import requires
from kyodo.fiscal_year import FiscalYear
from kyodo.tables import csv_response, xlsx_response
from projects.queries.records import logged_years

from ..charts.pictures import png_of
from ..forms.statistics import YEARS_SHOWN, StatisticsForm
from ..queries.statistics import grid_of
from ..statistics import ALL, MEASURES, Cell, Grid, Kind, Row, file_rows, main_rows, sentences
from ..statistics_pictures import picture_of

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
KINDS = (("CSV", "csv"), ("Excel", "xlsx"))
PICTURE_KINDS = (("図（SVG）", "svg"), ("図（PNG）", "png"))
PICTURES = {"svg": ("image/svg+xml; charset=utf-8", str), "png": ("image/png", png_of)}
AT_A_GLANCE = ("projects", "partners", "groups", "city_cost", "participants", "continuing")
BLANK = "none"  # in an address: the value that nobody recorded
# What the list of projects may be narrowed by: breakdown → its filter.
LIST_FILTERS = {
    "form": "form",
    "division": "division",
    "domain": "domain",
    "field": "field",
    "kind": "partner_kind",
    "outcome": "outcome",
}


@dataclass(frozen=True)
class Shown:
    """One number on the page: the cell, and the address of the rows behind it (none where there are none)."""

    cell: Cell
    url: str
    missing_url: str


@require_GET
@requires("reviews.view_statistics")
def statistics(request):
    """The main numbers of the last years at one glance, and the way to every statistics page."""
    grids = _main_grids()
    context = {
        "years": grids[0].years,
        "rows": [(grid, _shown(grid, grid.total)[:-1], _address(grid, grid.by)) for grid in grids],
        "files": [(label, reverse("reviews:statistics_main_file", args=[kind])) for label, kind in KINDS],
        "breakdowns": [
            (label, f"{reverse('reviews:statistics_records')}?{urlencode({'by': key})}")
            for key, label in StatisticsForm.base_fields["by"].choices
            if key
        ],
    }
    return render(request, "reviews/statistics/hub.html", context)


def _main_grids() -> list[Grid]:
    present = FiscalYear.current().year
    years = list(range(present - YEARS_SHOWN + 1, present + 1))
    return [grid_of(MEASURES[key], None, years) for key in AT_A_GLANCE]


@require_GET
@requires("reviews.view_statistics")
def statistics_main_file(request, kind: str):
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    heading, rows = main_rows(_main_grids())
    return RESPONSES[kind](rows, heading, "統計_おもな数")


def _address(grid: Grid, by) -> str:
    query = {"measure": grid.measure.key, "by": by.key if by else ""}
    return f"{reverse('reviews:statistics_records')}?{urlencode(query)}"


@require_GET
@requires("reviews.view_statistics")
def statistics_records(request):
    """One measure by one breakdown, the years beside each other: words, chart and table of one result."""
    form = StatisticsForm(request.GET, years=logged_years())
    context = {"form": form}
    if form.is_valid():
        grid = grid_of(form.chosen_measure, form.chosen_by, form.years)
        context |= {
            "grid": grid,
            "sentences": sentences(grid),
            "picture": picture_of(grid),
            "rows": [(row, _shown(grid, row)) for row in (*grid.rows, grid.total)],
            "missing": _shown(grid, grid.total) if grid.has_missing else [],
            "files": [
                (label, f"{reverse('reviews:statistics_file', args=[kind])}?{request.GET.urlencode()}")
                for label, kind in (*KINDS, *PICTURE_KINDS)
            ],
        }
    return render(request, "reviews/statistics/records.html", context, status=200 if form.is_valid() else 422)


@require_GET
@requires("reviews.view_statistics")
def statistics_file(request, kind: str):
    """The same table as a file, or its chart."""
    form = StatisticsForm(request.GET, years=logged_years())
    if kind not in (*RESPONSES, *PICTURES) or not form.is_valid():
        return HttpResponseNotFound()
    grid = grid_of(form.chosen_measure, form.chosen_by, form.years)
    name = f"統計_{grid.title}_{grid.span}"
    if kind in RESPONSES:
        heading, rows = file_rows(grid)
        return RESPONSES[kind](rows, heading, name)
    picture = picture_of(grid, has_heading=True)
    if picture is None:
        return HttpResponseNotFound()
    content_type, make = PICTURES[kind]
    response = HttpResponse(make(picture), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return response


def _shown(grid: Grid, row: Row) -> list[Shown]:
    """The row's cells, the last one for the whole range."""
    spans = [*grid.years, None]
    return [
        Shown(cell, _rows_url(grid, row.key, year, _part(cell)), _rows_url(grid, row.key, year, "missing"))
        for cell, year in zip((*row.cells, row.total), spans, strict=True)
    ]


def _part(cell: Cell) -> str:
    if cell.kind == Kind.SUM:
        return "missing" if cell.value is None else "known"
    return "kept" if cell.kind == Kind.RATE else ""


def _rows_url(grid: Grid, key, year: FiscalYear | None, part: str) -> str:
    """The list of projects where it can be narrowed so, else the page of rows."""
    by = grid.by.key if grid.by else ""
    if grid.measure.key == "projects" and year is not None and (by == "outcome" or key not in (None, "")):
        narrowed = {"year": year.year, "division": "all", "state": "counted"}
        if key != ALL:
            narrowed |= {LIST_FILTERS[by]: BLANK if key == "" else key}
        return f"{reverse('projects:list')}?{urlencode(narrowed)}"
    first, last = (year, year) if year else (grid.years[0], grid.years[-1])
    query = {"measure": grid.measure.key, "by": by, "first": first.year, "last": last.year, "part": part}
    if key != ALL:
        query["value"] = BLANK if key in (None, "") else key
    return f"{reverse('reviews:statistics_rows')}?{urlencode(query)}"
