"""Which sheets a 年度 needs: one for each partner, and a 中間 one where the project goes on (docs/adr/0005)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from kyodo.fiscal_year import FiscalYear
from projects.enums import YearState
from projects.models import Partner, ProjectYear

from .enums import SheetKind
from .models import Sheet


@dataclass(frozen=True)
class Wanted:
    """One sheet that does not exist yet."""

    partner: Partner
    kind: SheetKind


@dataclass
class RoundPlan:
    """What opening (or completing) a 年度's round would make."""

    year: FiscalYear
    wanted: list[Wanted] = field(default_factory=list)
    existing: int = 0

    def count(self, kind: SheetKind) -> int:
        return sum(each.kind == kind for each in self.wanted)

    @property
    def final(self) -> int:
        return self.count(SheetKind.FINAL)

    @property
    def interim(self) -> int:
        return self.count(SheetKind.INTERIM)

    @property
    def divisions(self) -> list[tuple[str, int]]:
        """課 and how many of its sheets would be made, in the order of the 課."""
        counts: dict[str, int] = {}
        for each in self.wanted:
            name = each.partner.project_year.division.name
            counts[name] = counts.get(name, 0) + 1
        return list(counts.items())


def plan_round(year: FiscalYear) -> RoundPlan:
    """The plan, read in two queries."""
    existing = set(Sheet.objects.filter(fiscal_year=year.year).values_list("partner_id", "kind"))
    plan = RoundPlan(year, existing=len(existing))
    for partner in reviewed_partners(year):
        for kind in kinds_for(partner):
            if (partner.pk, kind) not in existing:
                plan.wanted.append(Wanted(partner, kind))
    return plan


def reviewed_partners(year: FiscalYear) -> Iterable[Partner]:
    """Partners of the year's projects but the called-off ones, by 課, each with whether the project `goes_on`."""
    later = ProjectYear.objects.filter(
        project=OuterRef("project_year__project"), fiscal_year__gt=year.year
    ).exclude(state__in=[YearState.CANCELLED, YearState.ABOLISHED])
    return (
        Partner.objects.filter(project_year__fiscal_year=year.year)
        .exclude(project_year__state=YearState.CANCELLED)
        .annotate(goes_on=Exists(later) | Q(project_year__ends_on__gt=year.ends_on))
        .select_related("project_year__project", "project_year__division", "project_year__form")
        .order_by(
            "project_year__division__position",
            "project_year__division__code",
            "project_year__name",
            "project_year_id",
            "position",
            "pk",
        )
    )


def kinds_for(partner: Partner) -> tuple[SheetKind, ...]:
    return (SheetKind.INTERIM, SheetKind.FINAL) if partner.goes_on else (SheetKind.FINAL,)


def texts_of(partner: Partner) -> dict[str, str]:
    """What a sheet takes over at its start: the names and texts as they stand now."""
    year = partner.project_year
    return {
        "organization_name": partner.name,
        "division_name": year.division.name,
        "form_name": year.form.name,
        "project_name": year.name,
        "purpose": year.project.purpose,
        "expected_effect": year.project.expected_effect,
        "summary": year.content,
        "result": year.result,
        "outlook": year.outlook,
    }
