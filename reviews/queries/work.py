"""Reads of 業務の洗い出し: what each 課 has listed of a 年度, and how far it is."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division

from ..enums import Fitness
from ..models import WorkItem, WorkRound

COUNTS = {
    "rows": Count("pk"),
    "yes": Count("pk", filter=Q(fitness=Fitness.YES)),
    "conditional": Count("pk", filter=Q(fitness=Fitness.CONDITIONAL)),
    "no": Count("pk", filter=Q(fitness=Fitness.NO)),
    "themes": Count("theme"),
}


@dataclass(frozen=True)
class DivisionWork:
    """One 課's list: how many rows, how they are marked, and how many became a theme."""

    division: Division
    rows: int = 0
    yes: int = 0
    conditional: int = 0
    no: int = 0
    themes: int = 0

    @property
    def unmarked(self) -> int:
        return self.rows - self.yes - self.conditional - self.no

    @property
    def is_done(self) -> bool:
        """Something is listed, and each row is marked."""
        return self.rows > 0 and self.unmarked == 0

    @property
    def state(self) -> tuple[str, str]:
        """In words, and the tone of its badge."""
        if self.is_done:
            return "記入済み", "go"
        return ("記入中", "info") if self.rows else ("未着手", "")


def visible_item(user, pk: int) -> QuerySet[WorkItem]:
    """Any row, for city staff."""
    if not user.is_authenticated or not user.standing.is_staff:
        return WorkItem.objects.none()
    return WorkItem.objects.filter(pk=pk).select_related("division", "theme")


def divisions_listing(year: FiscalYear) -> QuerySet[Division]:
    """課 that list the work of this 年度: those that are there now or were at its end, and all that have rows."""
    last_day = min(year.ends_on, max(timezone.localdate(), year.starts_on))
    has_rows = WorkItem.objects.filter(division=OuterRef("pk"), fiscal_year=year.year)
    there = Q(starts_on__lte=year.ends_on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=last_day))
    return Division.objects.filter(there | Q(Exists(has_rows)))


def work_of_divisions(year: FiscalYear) -> list[DivisionWork]:
    """Every 課 of the 年度 with its counts, in the order of city hall: two queries."""
    counts = WorkItem.objects.filter(fiscal_year=year.year).order_by().values("division").annotate(**COUNTS)
    found = {row.pop("division"): row for row in counts}
    return [DivisionWork(each, **found.get(each.pk, {})) for each in divisions_listing(year)]


def unfinished(division_ids: Collection[int], years: Collection[int]) -> list[tuple[int, Division]]:
    """(年度, 課) of these 課 that are there today and have no row yet, or one without a mark: one query."""
    of_years = FilteredRelation("work_items", condition=Q(work_items__fiscal_year__in=years))
    rows = Division.objects.in_force().filter(pk__in=division_ids).annotate(listed=of_years)
    counted = rows.values_list("pk", "name", "listed__fiscal_year").annotate(
        open=Count("listed", filter=Q(listed__fitness=""))
    )
    found, done = {}, set()
    for pk, name, year, still_open in counted.order_by("position", "code"):
        found[pk] = Division(pk=pk, name=name)
        if year is not None and not still_open:
            done.add((pk, year))
    return [(year, each) for year in years for each in found.values() if (each.pk, year) not in done]


def count_unfinished(year: FiscalYear) -> int:
    """How many 課 of the 年度 have no row yet, or one without a mark: one query."""
    rows = WorkItem.objects.filter(division=OuterRef("pk"), fiscal_year=year.year)
    return divisions_listing(year).filter(~Exists(rows) | Exists(rows.filter(fitness=""))).count()


def work_years() -> list[FiscalYear]:
    """年度 of which anything is listed or asked, the present one and the next, newest first."""
    present = FiscalYear.current()
    years = set(WorkItem.objects.order_by().values_list("fiscal_year", flat=True).distinct())
    years |= set(WorkRound.objects.values_list("fiscal_year", flat=True))
    return [FiscalYear(year) for year in sorted(years | {present.year, present.next.year}, reverse=True)]


def year_to_show() -> FiscalYear:
    """The newest 年度 that the office asked about; the present one where it asked about none."""
    newest = WorkRound.objects.order_by("-fiscal_year").first()
    return FiscalYear(newest.fiscal_year) if newest else FiscalYear.current()


def asked_rounds(today: datetime.date) -> QuerySet[WorkRound]:
    """What the office asks for now: lists of the present 年度 and of later ones."""
    return WorkRound.objects.filter(fiscal_year__gte=FiscalYear.of(today).year).order_by("fiscal_year")
