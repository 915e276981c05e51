import datetime

import pytest
from django.urls import reverse

from kyodo.fiscal_year import FiscalYear
from organizations.models import User
from reviews import desk
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import DUE_ON, ReviewRoundFactory, SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 6, 5)


def tasks(user):
    return [(task.what, task.due_on) for task in desk.sheet_tasks(user, TODAY)]


@pytest.mark.parametrize(
    ("standing", "role", "what"),
    [
        ("open", "editor", ["ふりかえりシートを書く"]),
        ("open", "staff", ["ふりかえりシートを書く"]),
        ("open", "viewer", []),
        ("open", "other_staff", []),
        ("group_done", "editor", []),
        ("city_done", "staff", []),
        ("preparing", "staff", []),
        ("meeting_open", "staff", ["ふりかえりの場を開く"]),
        ("meeting_open", "editor", []),
        ("final", "staff", []),
    ],
)
def test_what_waits_for_whom(standing, role, what):
    sheet = SheetFactory(**({} if standing == "open" else {standing: True}))
    assert [found for found, _ in tasks(person(role, sheet))] == what


def test_a_task_says_when_it_is_due_and_leads_to_the_form():
    sheet = SheetFactory()
    (task,) = desk.sheet_tasks(person("editor", sheet), TODAY)
    assert (task.due_on, task.url) == (DUE_ON, reverse("reviews:entry", args=[sheet.pk]))


def test_whoever_belongs_to_both_sides_is_asked_once():
    sheet = SheetFactory()
    user = MembershipFactory(organization=sheet.organization).user
    PostFactory(user=user, division=sheet.division)
    assert len(tasks(User.objects.get(pk=user.pk))) == 1


def test_a_busy_division_sees_the_first_and_a_way_to_the_rest():
    year = ProjectYearFactory()
    for number in range(desk.SHOWN + 3):
        SheetFactory(partner=PartnerFactory(project_year=year), number=number + 1)
    found = list(desk.sheet_tasks(PostFactory(division=year.division).user, TODAY))
    assert len(found) == desk.SHOWN + 1
    assert found[-1].url == f"{reverse('reviews:sheets')}?waiting=city"


def test_the_coordinator_is_told_what_the_year_needs():
    review_round = ReviewRoundFactory()
    for standing in ("preparing", "final", "published"):
        SheetFactory(round=review_round, **{standing: True})
    SheetFactory(round=review_round)
    coordinator = PostFactory(coordinator=True).user
    found = [(task.what, task.record) for task in desk.office_tasks(coordinator, TODAY)]
    assert found == [
        ("ふりかえりが遅れている課・団体を確かめる", "令和8年度のシート 1件"),
        ("ふりかえりの記入を始める", "令和8年度のシート 1件"),
        ("確定したシートを公表する", "令和8年度のシート 1件"),
    ]
    assert list(desk.office_tasks(PostFactory().user, TODAY)) == []


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (datetime.date(2026, 12, 31), []),
        (datetime.date(2027, 1, 1), ["令和8年度（2026年度）"]),
        (datetime.date(2027, 4, 1), ["令和8年度（2026年度）"]),
        (datetime.date(2028, 4, 1), []),
    ],
)
def test_the_round_is_to_be_opened_from_january_on(today, asked):
    ProjectYearFactory(fiscal_year=2026)
    coordinator = PostFactory(coordinator=True).user
    assert [task.record for task in desk.office_tasks(coordinator, today)] == asked
    ReviewRoundFactory(fiscal_year=2026)
    assert list(desk.office_tasks(coordinator, today)) == []


def test_the_board_counts_the_newest_round():
    SheetFactory(year_of_round=2025, final=True)
    SheetFactory(meeting_open=True)
    SheetFactory(final=True)
    coordinator = PostFactory(coordinator=True).user
    columns = list(desk.review_columns(coordinator, FiscalYear(2027), datetime.date(2027, 7, 15)))
    assert [(each.label, each.count, each.late) for each in columns] == [("ふりかえり", 1, 1), ("公表", 1, 0)]
    assert list(desk.review_columns(PostFactory().user, FiscalYear(2027), TODAY)) == []


@pytest.mark.parametrize(("role", "open_to"), [("staff", True), ("viewer", True), ("nobody", False)])
def test_the_door_is_for_both_sides(role, open_to):
    (door,) = desk.review_doors()
    assert door.may(person(role, SheetFactory())) is open_to


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_desk_costs_the_same_with_more_sheets(django_assert_max_num_queries, sheets):
    year = ProjectYearFactory()
    for _ in range(sheets):
        SheetFactory(partner=PartnerFactory(project_year=year))
    user = PostFactory(division=year.division, coordinator=True).user
    user.standing  # noqa: B018 – read once a request
    with django_assert_max_num_queries(5):
        list(desk.sheet_tasks(user, TODAY))
        list(desk.office_tasks(user, TODAY))
