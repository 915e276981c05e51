"""年度の集計 and the gap view: what a year's sheets say together."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kyodo.access import acts_on
from kyodo.charts.palette import CITY, ORGANIZATION
from kyodo.fiscal_year import FiscalYear

from ..charts.radar import MEDIUM, Series
from ..enums import SheetKind, Side
from ..filters import COUNTED
from ..models import ReviewRound
from ..pictures import draw, side_words
from ..scores import WIDE_GAP
from ..sides import BOTH_SIDES
from ..summary import Means, gaps, means
from ..yearly import (
    BREAKDOWNS,
    axes_of_years,
    counted_sheets,
    gap_counts,
    names_of,
    score_counts,
    score_counts_of_years,
    sheet_numbers,
    wide_gaps,
    years_with_rounds,
)

YEARS_SIDE_BY_SIDE = 3
GAPS_A_PAGE = 50
STYLES = {Side.GROUP: ORGANIZATION, Side.CITY: CITY}


def review_round(user, year: int):
    return ReviewRound.objects.filter(fiscal_year=year).select_related("axis_set")


@dataclass(frozen=True)
class BreakdownRow:
    """One 課, form or field: how many sheets, its means in the order of the axes, and where they are listed."""

    label: str
    n: int
    cells: list[tuple]
    url: str
    picture_url: str
    is_shown: bool


@require_GET
@acts_on("reviews.view_year", review_round)
def year(request, review_round: ReviewRound):
    """Means with their spread, broken down; where the sides differ most; three years side by side."""
    fiscal_year = review_round.fiscal_year
    by = request.GET.get("by") if request.GET.get("by") in BREAKDOWNS else "form"
    axes_by_year = axes_of_years(range(fiscal_year - YEARS_SIDE_BY_SIDE + 1, fiscal_year + 1))
    axes = axes_by_year[fiscal_year]
    broken_down = means(score_counts(fiscal_year, BREAKDOWNS[by][1]))
    rows = _breakdown(request, fiscal_year, by, axes, broken_down)
    shown = next((row for row in rows if row.is_shown), None)
    overall = means(score_counts(fiscal_year))
    n = counted_sheets(fiscal_year).count()
    shown_key = _shown_key(request)
    context = {
        "round": review_round,
        "year": FiscalYear(fiscal_year),
        "years": years_with_rounds(),
        "n": n,
        "all_sheets": review_round.sheets.filter(kind=SheetKind.FINAL).count(),
        "axes": axes,
        "words": side_words(),
        "by": by,
        "breakdowns": [(key, label) for key, (label, _, _) in BREAKDOWNS.items()],
        "rows": rows,
        "shown": shown,
        "picture": _picture(
            axes, broken_down if shown else overall, shown_key if shown else None, fiscal_year, n
        ),
        "gaps": _gap_lines(fiscal_year, axes),
        "side_by_side": _years(axes_by_year),
        "list_url": list_url(fiscal_year, state=COUNTED, kind=SheetKind.FINAL),
    }
    return render(request, "reviews/year/year.html", context)


def list_url(year: int, **narrowed) -> str:
    """The sheets behind a number."""
    return f"{reverse('reviews:sheets')}?{urlencode({'year': year, **narrowed})}"


def _shown_key(request):
    key = request.GET.get("key", "")
    return int(key) if key.isascii() and key.isdigit() and len(key) < 10 else None


def _breakdown(request, year: int, by: str, axes, found: Means) -> list[BreakdownRow]:
    _, field, parameter = BREAKDOWNS[by]
    numbers = sheet_numbers(year, field)
    shown = _shown_key(request)
    rows = []
    for key, label in names_of(by, numbers).items():
        narrowed = {} if key is None else {parameter: key}
        rows.append(
            BreakdownRow(
                label,
                numbers[key],
                [tuple(found.get((key, axis.pk, side)) for side in BOTH_SIDES) for axis in axes],
                list_url(year, state=COUNTED, kind=SheetKind.FINAL, **narrowed),
                f"?{urlencode({'by': by, 'key': key})}#radar" if key is not None else "",
                key is not None and key == shown,
            )
        )
    return rows


def _picture(axes, found: Means, key, year: int, n: int):
    """Both sides' means with their spread; each axis leads to the sheets behind it."""
    links = [list_url(year, state=COUNTED, kind=SheetKind.FINAL, axis=axis.pk) for axis in axes]
    return draw(
        [axis.label for axis in axes],
        mean_series(axes, found, key, spread=True),
        title="双方の平均",
        size=MEDIUM,
        links=links,
        id_prefix="mean-",
    )


def mean_series(axes, found: Means, key, *, spread: bool) -> list[Series]:
    words = side_words()
    series = []
    for side in BOTH_SIDES:
        cells = [found.get((key, axis.pk, side)) for axis in axes]
        series.append(
            Series(
                words[side],
                tuple(float(cell.value) if cell else None for cell in cells),
                STYLES[side],
                tuple((cell.low, cell.high) if cell else None for cell in cells) if spread else None,
            )
        )
    return series


def _gap_lines(year: int, axes) -> list[dict]:
    names = {axis.pk: axis.label for axis in axes}
    return [
        {
            "label": names[line.axis],
            "line": line,
            "url": list_url(year, state=COUNTED, kind=SheetKind.FINAL, axis=line.axis, gap=1),
        }
        for line in gaps(gap_counts(year))
        if line.axis in names
    ]


def _years(axes_by_year: dict) -> list[dict]:
    """The means of this year and the two before it, oldest first; years without a round are left out."""
    found = means(score_counts_of_years(axes_by_year))
    pictures = []
    for year, axes in sorted(axes_by_year.items()):
        series = mean_series(axes, found, year, spread=False)
        numbers = [found[place].n for place in found if place[0] == year]
        picture = draw(
            [axis.label for axis in axes],
            series,
            title=FiscalYear(year).short_label,
            size=MEDIUM,
            id_prefix=f"year{year}-",
        )
        pictures.append(
            {
                "year": FiscalYear(year),
                "n": max(numbers, default=0),
                "picture": picture,
                "url": list_url(year, state=COUNTED, kind=SheetKind.FINAL),
            }
        )
    return pictures


@require_GET
@acts_on("reviews.view_year", review_round)
def round_gaps(request, review_round: ReviewRound):
    """Where the two sides of a round are two steps or more apart: by axis, and sheet by sheet, widest first."""
    year = review_round.fiscal_year
    axes = list(review_round.axis_set.axes.all())
    page = Paginator(wide_gaps(year), GAPS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": review_round,
        "year": FiscalYear(year),
        "words": side_words(),
        "page": page,
        "wide_gap": WIDE_GAP,
        "lines": _gap_lines(year, axes),
    }
    return render(request, "reviews/year/gaps.html", context)
