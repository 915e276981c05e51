"""The database's count against one that walks over all records, over random portals."""

import random
from collections import defaultdict

import pytest

from organizations.enums import OrganizationKind
from projects.enums import Outcome, YearState
from projects.models import Partner, ProjectYear
from reviews.queries.statistics import grid_of, groups_behind, partners_behind, years_behind
from reviews.statistics import ALL, BREAKDOWNS, MEASURES, Kind
from tests.factories.organizations import DivisionFactory, OrganizationFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectYearFactory,
)

pytestmark = pytest.mark.django_db
YEARS = [2023, 2024, 2025, 2026]
SHOWN = [2024, 2025, 2026]
FIELDS = {"form": "form_id", "division": "division_id", "domain": "listed_domain", "field": "listed_field"}
COSTS = ("city_cost", "group_cost", "other_cost")


def some_portal(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - test data, no secrets
    forms = CollaborationFormFactory.create_batch(3)
    divisions = DivisionFactory.create_batch(3)
    groups = [OrganizationFactory(kind=kind) for kind in [*list(OrganizationKind)[:3]] * 2]
    for _ in range(12):
        project = ProjectFactory()
        for year in dice.sample(YEARS, dice.randint(1, 4)):
            record = ProjectYearFactory(
                project=project,
                fiscal_year=year,
                form=dice.choice(forms),
                division=dice.choice(divisions),
                state=dice.choice(list(YearState)),
                outcome=dice.choice(["", *Outcome.values]),
                participants=dice.choice([None, 0, 35]),
                **{cost: dice.choice([None, 0, 1000, 250_000]) for cost in COSTS},
            )
            ProjectYear.objects.filter(pk=record.pk).update(
                listed_domain=dice.choice(["", "A", "C"]), listed_field=dice.choice([None, 1, 13])
            )
            for group in dice.sample(groups, dice.randint(0, 3)):
                PartnerFactory(project_year=record, organization=group, kind=group.kind)


class Walk:
    """All records in memory, counted one by one."""

    def __init__(self):
        self.years = [
            each for each in ProjectYear.objects.all() if each.state not in ("considering", "cancelled")
        ]
        self.partners = defaultdict(list)
        for partner in Partner.objects.all():
            self.partners[partner.project_year_id].append(partner)
        self.there = {(each.project_id, each.fiscal_year) for each in self.years}

    def keys(self, record, by: str | None) -> set:
        if by == "kind":
            return {partner.kind for partner in self.partners[record.pk]}
        return {getattr(record, FIELDS.get(by, by))}

    def behind(self, by, key, years) -> list:
        return [
            each
            for each in self.years
            if each.fiscal_year in years and (key == ALL or key in self.keys(each, by))
        ]

    def value(self, measure: str, by, key, years):
        records = self.behind(by, key, years)
        if measure in ("partners", "groups"):
            found = [
                partner.organization_id
                for each in records
                for partner in self.partners[each.pk]
                if by != "kind" or key in (ALL, partner.kind)
            ]
            return len(found if measure == "partners" else set(found))
        if measure == "projects":
            return len(records)
        if measure == "continuing":
            past = [each for each in records if each.fiscal_year < 2026]
            kept = [each for each in past if (each.project_id, each.fiscal_year + 1) in self.there]
            return (len(kept), len(past))
        amounts = [self.amount(measure, each) for each in records]
        known = [amount for amount in amounts if amount is not None]
        return (sum(known) if known else None, len(amounts) - len(known))

    def amount(self, measure: str, record):
        if measure != "total_cost":
            return getattr(record, measure)
        parts = [getattr(record, cost) for cost in COSTS if getattr(record, cost) is not None]
        return sum(parts) if parts else None


def said(cell):
    if cell.kind == Kind.COUNT:
        return cell.value
    return (cell.value, cell.missing) if cell.kind == Kind.SUM else (cell.figure.known, cell.figure.n)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_is_what_walking_over_the_records_gives(seed, at):
    at(2026, 11, 25)
    some_portal(seed)
    walk = Walk()
    for measure in MEASURES.values():
        for by in (None, *BREAKDOWNS.values()):
            grid = grid_of(measure, by, SHOWN)
            name = by and by.key
            for row in (*grid.rows, grid.total):
                spans = [*([year] for year in SHOWN), SHOWN]
                counted = [walk.value(measure.key, name, row.key, span) for span in spans]
                assert [said(cell) for cell in (*row.cells, row.total)] == counted, (
                    measure.key,
                    name,
                    row.label,
                )


@pytest.mark.parametrize("seed", [4])
def test_every_value_that_the_records_hold_has_a_row(seed, at):
    at(2026, 11, 25)
    some_portal(seed)
    walk = Walk()
    for by in BREAKDOWNS.values():
        held = {key for each in walk.behind(None, ALL, SHOWN) for key in walk.keys(each, by.key)}
        assert {row.key for row in grid_of(MEASURES["projects"], by, SHOWN).rows} == held


PARTS = [
    ("projects", ""),
    ("partners", ""),
    ("groups", ""),
    ("total_cost", "known"),
    ("total_cost", "missing"),
    ("continuing", "kept"),
    ("continuing", "ended"),
]


@pytest.mark.parametrize(("key", "part"), PARTS)
def test_the_rows_behind_a_number_are_as_many_as_it_says(key, part, at):
    at(2026, 11, 25)
    some_portal(5)
    measure = MEASURES[key]
    for by in (None, *BREAKDOWNS.values()):
        grid = grid_of(measure, by, SHOWN)
        for row in (*grid.rows, grid.total):
            n, known, _ = row.total.figure
            said = {"": n, "known": known, "kept": known}.get(part, n - known)
            assert behind(measure, by, row.key, part).count() == said, (by, row.label)


def behind(measure, by, key, part):
    if measure.key == "partners":
        return partners_behind(by, SHOWN, key)
    if measure.key == "groups":
        return groups_behind(by, SHOWN, key)
    return years_behind(measure, by, SHOWN, key, part)


@pytest.mark.parametrize("number", [1, 3])
def test_the_statements_do_not_grow_with_the_records(number, django_assert_num_queries):
    ProjectYearFactory.create_batch(number, running=True, fiscal_year=2026, partners=2)
    with django_assert_num_queries(2):
        grid_of(MEASURES["city_cost"], BREAKDOWNS["division"], [2026])
