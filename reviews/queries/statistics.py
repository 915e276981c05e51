"""Reads for the statistics pages: the database counts, a handful of statements however many records there are."""

from collections.abc import Hashable, Iterable, Sequence

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from kyodo.fiscal_year import FiscalYear
from organizations.enums import ActivityField, OrganizationKind
from organizations.models import Division, Organization
from projects.enums import Domain, Outcome, YearState
from projects.models import CollaborationForm, Partner, ProjectYear

from ..statistics import ALL, UNKNOWN, Breakdown, Figure, Grid, Kind, Measure, make_grid

OF_PARTNERS = ("partners", "groups")
FIELDS = {
    "form": "form",
    "division": "division",
    "domain": "listed_domain",
    "field": "listed_field",
    "outcome": "outcome",
}
COSTS = ("city_cost", "group_cost", "other_cost")
YEAR = "project_year__"


def grid_of(measure: Measure, by: Breakdown | None, years: Sequence[int]) -> Grid:
    """The measure over these years: at most five statements."""
    figures: dict[tuple[Hashable, Hashable], Figure] = {}
    labels: dict[Hashable, str] = {}
    if by is not None:
        figures |= _figures(measure, by, years)
        labels = labels_of(by, {key for key, _ in figures})
    if by is None or _overlaps(measure, by):
        figures |= _figures(measure, None, years)
    else:
        figures |= _added((ALL, year, figure) for (_, year), figure in figures.items())
    return make_grid(measure, by, years, figures, labels)


def _overlaps(measure: Measure, by: Breakdown) -> bool:
    """Whether something counts in several rows, so that the total is not their sum."""
    return measure.key == "groups" or (by.key == "kind" and measure.key != "partners")


def _figures(measure: Measure, by: Breakdown | None, years: Sequence[int]) -> dict[tuple, Figure]:
    """(value or `ALL`, year or `ALL`) → figure."""
    rows, prefix, key = _rows(measure, by, years)
    counts, year = _aggregates(measure, prefix), f"{prefix}fiscal_year"
    grouped = rows.order_by().values(*([key] if key else []), year).annotate(**counts)
    found = {(row[key] if key else ALL, row[year]): _figure(row) for row in grouped}
    if measure.key != "groups":
        return found | _added((value, ALL, figure) for (value, _), figure in found.items())
    if key:
        whole = rows.order_by().values(key).annotate(**counts)
        return found | {(row[key], ALL): _figure(row) for row in whole}
    return found | {(ALL, ALL): _figure(rows.aggregate(**counts))}


def _added(placed: Iterable[tuple[Hashable, Hashable, Figure]]) -> dict[tuple, Figure]:
    """Figures of the same place added up."""
    found: dict[tuple, Figure] = {}
    for value, year, figure in placed:
        before = found.get((value, year), Figure())
        found[value, year] = Figure(*(sum(pair) for pair in zip(before, figure, strict=True)))
    return found


def _figure(row: dict) -> Figure:
    return Figure(row["n"], row["known"] if "known" in row else row["n"], row.get("total") or 0)


def _rows(measure: Measure, by: Breakdown | None, years: Sequence[int]) -> tuple[QuerySet, str, str | None]:
    """What is counted, how the year's fields are reached from there, and by which field it is grouped."""
    if measure.key in OF_PARTNERS:
        key = None if by is None else "kind" if by.key == "kind" else YEAR + FIELDS[by.key]
        return _partners(years), YEAR, key
    if by is not None and by.key == "kind":
        # One partner stands for all of its kind in the year, so that no project counts twice in a row.
        earlier = Partner.objects.filter(
            project_year=OuterRef("project_year"), kind=OuterRef("kind"), pk__lt=OuterRef("pk")
        )
        return _partners(_comparable(measure, years)).filter(~Exists(earlier)), YEAR, "kind"
    return _project_years(_comparable(measure, years)), "", by and FIELDS[by.key]


def _project_years(years: Sequence[int]) -> QuerySet[ProjectYear]:
    return ProjectYear.objects.filter(fiscal_year__in=years, state__in=YearState.counted())


def _partners(years: Sequence[int]) -> QuerySet[Partner]:
    return Partner.objects.filter(
        project_year__fiscal_year__in=years, project_year__state__in=YearState.counted()
    )


def _comparable(measure: Measure, years: Sequence[int]) -> list[int]:
    """Of a rate only the years whose next one has come."""
    present = FiscalYear.current().year
    return [year for year in years if measure.kind != Kind.RATE or year < present]


def _aggregates(measure: Measure, prefix: str) -> dict:
    if measure.key == "groups":
        return {"n": Count("organization", distinct=True)}
    if measure.kind == Kind.COUNT:
        return {"n": Count("pk")}
    if measure.kind == Kind.RATE:
        return {"n": Count("pk"), "known": Count("pk", filter=runs_on(prefix))}
    value = value_of(measure, prefix)
    return {"n": Count("pk"), "known": Count(value), "total": Sum(value)}


def value_of(measure: Measure, prefix: str = ""):
    """The amount of one year as an expression; null where it is not recorded."""
    if measure.key != "total_cost":
        return F(prefix + measure.key)
    nothing = Q(**{f"{prefix}{cost}__isnull": True for cost in COSTS})
    first, second, third = (Coalesce(F(prefix + cost), 0) for cost in COSTS)
    return Case(When(nothing, then=Value(None)), default=first + second + third)


def runs_on(prefix: str = "") -> Exists:
    """Whether the project has a counted year right after this one."""
    after = ProjectYear.objects.filter(
        project=OuterRef(f"{prefix}project"),
        fiscal_year=OuterRef(f"{prefix}fiscal_year") + 1,
        state__in=YearState.counted(),
    )
    return Exists(after)


def labels_of(by: Breakdown, keys: set) -> dict[Hashable, str]:
    """Each value with its name, in the order people know; what is not recorded stands last."""
    if by.key in ("form", "division"):
        model = CollaborationForm if by.key == "form" else Division
        return {each.pk: each.name for each in model.objects.filter(pk__in=keys)}
    if by.key == "domain":
        return {value: f"{value}　{label}" for value, label in Domain.choices} | {"": UNKNOWN}
    if by.key == "outcome":
        return dict(Outcome.choices) | {"": "まだ答えていない"}
    return dict(OrganizationKind.choices if by.key == "kind" else ActivityField.choices) | {None: UNKNOWN}


def years_behind(
    measure: Measure, by: Breakdown | None, years: Sequence[int], key: Hashable, part: str = ""
) -> QuerySet[ProjectYear]:
    """The records that one number counts. part: known, missing (of a sum), kept, ended (of a rate), or all of them."""
    rows = _project_years(_comparable(measure, years))
    if key != ALL:
        if by.key == "kind":
            rows = rows.filter(Exists(Partner.objects.filter(project_year=OuterRef("pk"), kind=key)))
        else:
            rows = rows.filter(_is(FIELDS[by.key], key))
    if measure.kind == Kind.SUM:
        rows = rows.annotate(amount=value_of(measure))
        if part in ("known", "missing"):
            rows = rows.filter(amount__isnull=part == "missing")
    elif measure.kind == Kind.RATE and part in ("kept", "ended"):
        rows = rows.filter(runs_on() if part == "kept" else ~runs_on())
    return rows


def partners_behind(by: Breakdown | None, years: Sequence[int], key: Hashable) -> QuerySet[Partner]:
    rows = _partners(years)
    if key == ALL:
        return rows
    return rows.filter(_is("kind" if by.key == "kind" else YEAR + FIELDS[by.key], key))


def groups_behind(by: Breakdown | None, years: Sequence[int], key: Hashable) -> QuerySet[Organization]:
    """Each group once, with how many rows it stands in."""
    partners = partners_behind(by, years, key)
    counted = Organization.objects.filter(pk__in=partners.values("organization"))
    return counted.annotate(times=Count("partnerships", filter=Q(partnerships__in=partners.values("pk"))))


def _is(field: str, key: Hashable) -> Q:
    return Q(**{f"{field}__isnull": True}) if key is None else Q(**{field: key})
