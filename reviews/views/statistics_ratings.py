"""Mean ratings by axis with their spread, of both sides, over the years; each leads to the sheets behind it."""

from django.http import HttpResponseNotFound
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kyodo.access import requires
from projects.queries.records import logged_years

from ..charts.radar import MEDIUM
from ..enums import SheetKind
from ..filters import COUNTED
from ..forms.statistics import YearsForm
from ..pictures import draw, side_words
from ..statistics_ratings import rating_file_rows, rating_grid
from ..summary import means
from ..yearly import axes_of_years, score_counts_of_years
from .statistics import KINDS, RESPONSES
from .year import list_url, mean_series


@require_GET
@requires("reviews.view_statistics")
def statistics_ratings(request):
    """A row an axis and a side, a column a year, and the newest year as a radar."""
    form = YearsForm(request.GET, years=logged_years())
    context = {"form": form}
    if form.is_valid():
        axes, found = _read(form.years)
        grid, words = _grid(form.years, axes, found), side_words()
        context |= {
            "grid": grid,
            "rows": [(row, words[row.side], [(cell, _url(cell)) for cell in row.cells]) for row in grid.rows],
            "picture": _picture(grid.newest, axes, found),
            "files": [
                (
                    label,
                    f"{reverse('reviews:statistics_ratings_file', args=[kind])}?{request.GET.urlencode()}",
                )
                for label, kind in KINDS
            ],
        }
    status = 200 if form.is_valid() else 422
    return render(request, "reviews/statistics/ratings.html", context, status=status)


@require_GET
@requires("reviews.view_statistics")
def statistics_ratings_file(request, kind: str):
    form = YearsForm(request.GET, years=logged_years())
    if kind not in RESPONSES or not form.is_valid():
        return HttpResponseNotFound()
    heading, rows = rating_file_rows(_grid(form.years, *_read(form.years)), side_words())
    return RESPONSES[kind](rows, heading, "統計_評価の平均とばらつき")


def _read(years: list[int]) -> tuple[dict, dict]:
    return axes_of_years(years), means(score_counts_of_years(years))


def _grid(years: list[int], axes: dict, found: dict):
    named = {year: [(axis.pk, axis.label) for axis in of_year] for year, of_year in axes.items()}
    return rating_grid(years, named, found)


def _url(cell) -> str:
    if cell.mean is None:
        return ""
    return list_url(cell.year.year, state=COUNTED, kind=SheetKind.FINAL, axis=cell.axis_id)


def _picture(year, axes: dict, found: dict):
    if year is None:
        return None
    series = mean_series(axes[year.year], found, year.year, spread=True)
    return draw(
        [axis.label for axis in axes[year.year]], series, title=f"{year.short_label}の平均", size=MEDIUM
    )
