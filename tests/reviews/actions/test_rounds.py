import datetime

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.fiscal_year import FiscalYear
from kyodo.models import StateChange
from reviews.actions.rounds import (
    add_missing_sheets,
    change_due_dates,
    open_round,
    publish_round,
    start_entry,
)
from reviews.models import ReviewRound, Sheet
from tests.factories.organizations import PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import AxisSetFactory, ReviewRoundFactory, SheetFactory

pytestmark = pytest.mark.django_db
YEAR = FiscalYear(2026)
ENTRY, MEETING = datetime.date(2027, 5, 31), datetime.date(2027, 6, 30)


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True).user


def opened(by):
    return open_round(year=YEAR, axis_set=AxisSetFactory(), entry_due_on=ENTRY, meeting_due_on=MEETING, by=by)


def sheets():
    return list(Sheet.objects.order_by("number").values_list("number", "project_name", "kind", "state"))


def test_a_round_makes_a_sheet_for_each_partner_of_the_years_projects_but_the_called_off(coordinator):
    ProjectYearFactory(name="花壇", partners=2)
    ProjectYearFactory(name="講座", cancelled=True, partners=1)
    ProjectYearFactory(name="昨年だけ", fiscal_year=2025, partners=1)
    opened(coordinator)
    assert sheets() == [(1, "花壇", "final", "preparing"), (2, "花壇", "final", "preparing")]


def test_a_project_that_goes_on_gets_an_interim_sheet_too(coordinator):
    first = ProjectYearFactory(name="続く", partners=1)
    ProjectYearFactory(project=first.project, fiscal_year=2027)
    ProjectYearFactory(name="年をまたぐ", ends_on=datetime.date(2027, 9, 30), partners=1)
    stopped = ProjectYearFactory(name="止まる", partners=1)
    ProjectYearFactory(project=stopped.project, fiscal_year=2027, cancelled=True)
    opened(coordinator)
    assert [(name, kind) for _, name, kind, _ in sheets()] == [
        ("続く", "interim"),
        ("続く", "final"),
        ("年をまたぐ", "interim"),
        ("年をまたぐ", "final"),
        ("止まる", "final"),
    ]


def test_opening_again_adds_only_what_is_missing(coordinator):
    ProjectYearFactory(name="花壇", partners=1)
    review_round = opened(coordinator)
    ProjectYearFactory(name="講座", partners=1)
    assert opened(coordinator) == review_round
    assert add_missing_sheets(review_round=review_round, by=coordinator) == 0
    assert sheets() == [(1, "花壇", "final", "preparing"), (2, "講座", "final", "preparing")]
    assert ReviewRound.objects.count() == 1


def test_texts_are_taken_over_when_writing_starts_and_stay(coordinator):
    year = ProjectYearFactory(name="花壇", content="毎月一回", partners=1)
    review_round = opened(coordinator)
    year.content = "毎週一回"
    year.save()
    assert start_entry(review_round=review_round, by=coordinator) == 1
    year.content = "やめた"
    year.save()
    assert start_entry(review_round=review_round, by=coordinator) == 0
    sheet = Sheet.objects.get()
    assert (sheet.summary, sheet.state) == ("毎週一回", "open")
    assert sheet.organization_name == sheet.partner.name
    assert StateChange.objects.filter(object_id=sheet.pk).values_list("from_state", "to_state").get() == (
        "preparing",
        "open",
    )


@pytest.mark.parametrize("partners", [1, 3])
def test_two_hundred_sheets_cost_what_one_costs(coordinator, django_assert_max_num_queries, partners):
    ProjectYearFactory(partners=partners)
    axis_set = AxisSetFactory()
    coordinator.standing  # noqa: B018 – read once a request
    with django_assert_max_num_queries(23):
        review_round = open_round(
            year=YEAR, axis_set=axis_set, entry_due_on=ENTRY, meeting_due_on=MEETING, by=coordinator
        )
        start_entry(review_round=review_round, by=coordinator)
    assert review_round.sheets.count() == partners


def test_due_dates_move_with_the_round_but_not_on_settled_sheets(coordinator):
    review_round = ReviewRoundFactory()
    open_sheet, settled = SheetFactory(round=review_round), SheetFactory(round=review_round, final=True)
    new = datetime.date(2027, 6, 15)
    change_due_dates(
        review_round=review_round, entry_due_on=new, meeting_due_on=datetime.date(2027, 7, 1), by=coordinator
    )
    assert Sheet.objects.get(pk=open_sheet.pk).due_on == new
    assert Sheet.objects.get(pk=settled.pk).due_on == ENTRY


def test_publishing_a_round_leaves_what_is_not_settled_or_not_public(coordinator):
    review_round = ReviewRoundFactory()
    public = ProjectYearFactory(public=True)
    shown = SheetFactory(round=review_round, final=True, partner=PartnerFactory(project_year=public))
    inside = SheetFactory(round=review_round, final=True)
    waiting = SheetFactory(round=review_round)
    assert publish_round(review_round=review_round, by=coordinator) == 1
    states = dict(Sheet.objects.values_list("pk", "state"))
    assert states == {shown.pk: "published", inside.pk: "final", waiting.pk: "open"}


@pytest.mark.parametrize("verb", [add_missing_sheets, start_entry, publish_round])
def test_staff_cannot_run_a_round(verb):
    with pytest.raises(PermissionDenied):
        verb(review_round=ReviewRoundFactory(), by=PostFactory().user)
    with pytest.raises(PermissionDenied):
        opened(PostFactory().user)
