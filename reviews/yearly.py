"""Reads for the numbers of a year. Counting is the database's work: what comes back does not grow with the sheets."""

from collections.abc import Iterable

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Abs, Cast

from kyodo.fiscal_year import FiscalYear
from organizations.enums import ActivityField
from organizations.models import Division
from projects.models import CollaborationForm

from .enums import SheetKind, SheetState, Side
from .models import Axis, Rating, ReviewRound, Sheet
from .scores import WIDE_GAP
from .summary import GapCount, ScoreCount

# What a year is broken down by: key in the URL → (label, field of the sheet, name of the list's filter).
BREAKDOWNS = {
    "form": ("形態", "project_year__form", "form"),
    "division": ("課", "division", "division"),
    "field": ("分野", "project_year__listed_field", "field"),
}


def counted_sheets(year: int) -> QuerySet[Sheet]:
    """The sheets that go into a year's numbers: final ones that both sides have finished."""
    return Sheet.objects.counted().filter(fiscal_year=year, kind=SheetKind.FINAL)


def score_counts(year: int, key: str | None = None, value=None) -> list[ScoreCount]:
    """Both sides' scores of one year, by a field of the sheet (`key`), or all together; `value` narrows to one key."""
    rows = _counted_ratings(year)
    if key is None:
        rows = rows.values_list("axis", "side", "value").annotate(n=Count("pk"))
        return [ScoreCount(None, *row) for row in rows]
    if value is not None:
        rows = rows.filter(**{f"sheet__{key}": value})
    rows = rows.values_list(f"sheet__{key}", "axis", "side", "value").annotate(n=Count("pk"))
    return [ScoreCount(*row) for row in rows]


def score_counts_of_years(years: Iterable[int]) -> list[ScoreCount]:
    """The same for several years at once: key is the year."""
    rows = _ratings(SheetKind.FINAL).filter(sheet__fiscal_year__in=list(years))
    rows = rows.values_list("sheet__fiscal_year", "axis", "side", "value").annotate(n=Count("pk"))
    return [ScoreCount(*row) for row in rows.order_by()]


def gap_counts(year: int) -> list[GapCount]:
    """On how many sheets the sides are how far apart, by axis."""
    rows = with_gap(_counted_ratings(year)).values_list("axis", "gap").annotate(n=Count("pk"))
    return [GapCount(*row) for row in rows]


def wide_gaps(year: int) -> QuerySet[Rating]:
    """Scores of the group far from the city's, widest first, each with `city_value` and `gap`."""
    return (
        with_gap(_ratings().filter(sheet__fiscal_year=year))
        .filter(gap__gte=WIDE_GAP)
        .select_related("axis", "sheet")
        .order_by("-gap", "sheet__number", "axis__number")
    )


def with_gap(ratings: QuerySet[Rating]) -> QuerySet[Rating]:
    """The group's scores beside the city's, where there are both."""
    theirs = Rating.objects.filter(sheet=OuterRef("sheet"), axis=OuterRef("axis"), side=Side.CITY).values(
        "value"
    )
    city = Cast(Subquery(theirs[:1]), IntegerField())
    return (
        ratings.filter(side=Side.GROUP)
        .annotate(city_value=city)
        .filter(city_value__isnull=False)
        .annotate(gap=Abs(Cast(F("value"), IntegerField()) - F("city_value")))
    )


def _counted_ratings(year: int) -> QuerySet[Rating]:
    return _ratings(SheetKind.FINAL).filter(sheet__fiscal_year=year).order_by()


def _ratings(kind: SheetKind | None = None) -> QuerySet[Rating]:
    rows = Rating.objects.filter(
        sheet__state__in=SheetState.both_sides_seen(), side__in=[Side.GROUP, Side.CITY], value__isnull=False
    ).order_by()
    return rows.filter(sheet__kind=kind) if kind else rows


def sheet_numbers(year: int, key: str) -> dict:
    """Value of the field → how many sheets are counted."""
    rows = counted_sheets(year).order_by().values_list(key).annotate(n=Count("pk"))
    return dict(rows)


def axes_of_years(years: Iterable[int]) -> dict[int, list[Axis]]:
    """Year → the axes of its round, in their order."""
    rounds = ReviewRound.objects.filter(fiscal_year__in=list(years)).prefetch_related("axis_set__axes")
    return {each.fiscal_year: list(each.axis_set.axes.all()) for each in rounds}


def names_of(breakdown: str, keys: Iterable) -> dict:
    """Key → what people call it, in the order of the 課, forms or fields."""
    keys = set(keys)
    if breakdown == "field":
        return {field.value: field.label for field in ActivityField if field.value in keys} | (
            {None: "分野なし"} if None in keys else {}
        )
    model = Division if breakdown == "division" else CollaborationForm
    return {each.pk: each.name for each in model.objects.filter(pk__in=keys)}


def years_with_rounds() -> list[FiscalYear]:
    return [FiscalYear(year) for year in ReviewRound.objects.values_list("fiscal_year", flat=True)]
