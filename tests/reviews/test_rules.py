"""The walk through states and roles: who may do what with a sheet, and nobody else."""

import pytest

from organizations.models import User
from reviews.models import Sheet
from reviews.sides import side_of, sides_shown
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.reviews import SheetFactory
from tests.reviews.people import ROLES, person

pytestmark = pytest.mark.django_db

GROUP_WRITERS = {"editor", "officer"}
CITY_WRITERS = {"staff", "promoter", "coordinator"}
OFFICE = {"coordinator"}
# How the sheet stands → permission → who has it; what is not named, nobody has.
WALK = {
    "preparing": {},
    "open": {
        "rate_as_group": GROUP_WRITERS,
        "rate_as_city": CITY_WRITERS,
        "change_sheet_texts": GROUP_WRITERS | CITY_WRITERS,
    },
    "group_done": {
        "take_back_as_group": GROUP_WRITERS,
        "rate_as_city": CITY_WRITERS,
        "change_sheet_texts": CITY_WRITERS,
    },
    "city_done": {
        "rate_as_group": GROUP_WRITERS,
        "take_back_as_city": CITY_WRITERS,
        "change_sheet_texts": GROUP_WRITERS,
    },
    "meeting_open": {"hold_meeting": CITY_WRITERS},
    "final": {},
    "published": {},
}
PERMISSIONS = (
    "rate_as_group",
    "rate_as_city",
    "change_sheet_texts",
    "take_back_as_group",
    "take_back_as_city",
    "hold_meeting",
)
# State → step → who may take it. 「ふりかえりの場へ進む」 is never a button of a page.
STEPS = {
    "preparing": {"open": OFFICE},
    "open": {"meet": OFFICE},
    "meeting_open": {"return": CITY_WRITERS, "finalise": CITY_WRITERS},
    "final": {"publish": OFFICE, "reopen": OFFICE},
    "published": {"unpublish": OFFICE},
}
# Who reads which columns.
ALL = ("group", "city", "agreed")
CITY_SIDE = {"staff", "promoter", "coordinator", "other_staff", "administrator"}
GROUP_SIDE = {"editor", "officer", "viewer"}


def sheet_that_is(standing: str) -> Sheet:
    return SheetFactory(**({} if standing == "open" else {standing: True}))


@pytest.mark.parametrize("standing", WALK)
@pytest.mark.parametrize("permission", PERMISSIONS)
def test_who_may_write(standing, permission):
    sheet = sheet_that_is(standing)
    may = {role for role in ROLES if person(role, sheet).has_perm(f"reviews.{permission}", sheet)}
    assert may == WALK[standing].get(permission, set())


@pytest.mark.parametrize("standing", STEPS)
def test_who_may_take_which_step(standing):
    sheet = sheet_that_is(standing)
    taken: dict[str, set] = {}
    for role in ROLES:
        for step in sheet.workflow.open_to(person(role, sheet), sheet):
            taken.setdefault(step.action, set()).add(role)
    assert taken == STEPS[standing]


@pytest.mark.parametrize("standing", WALK)
def test_who_reads_whose_scores(standing):
    sheet = sheet_that_is(standing)
    shown = {role: sides_shown(person(role, sheet), sheet) for role in ROLES}
    if standing in ("meeting_open", "final", "published"):
        assert set(shown.values()) == {ALL}
    else:
        expected = {
            role: ("city",) if role in CITY_SIDE else ("group",) if role in GROUP_SIDE else ()
            for role in ROLES
        }
        assert shown == expected


def test_whoever_is_in_the_group_and_in_the_office_stands_on_the_groups_side():
    sheet = SheetFactory()
    user = MembershipFactory(organization=sheet.organization).user
    PostFactory(user=user, division=sheet.division)
    user = User.objects.get(pk=user.pk)
    assert side_of(user, sheet) == "group"
    assert user.has_perm("reviews.rate_as_group", sheet)
    assert not user.has_perm("reviews.rate_as_city", sheet)


@pytest.mark.parametrize(
    ("standing", "seen"),
    [("preparing", CITY_SIDE), ("open", CITY_SIDE | GROUP_SIDE), ("published", set(ROLES))],
)
def test_who_finds_a_sheet(standing, seen):
    sheet = sheet_that_is(standing)
    found = {role for role in ROLES if Sheet.objects.visible_to(person(role, sheet)).filter(pk=sheet.pk)}
    assert found == seen
    inside = {role for role in ROLES if Sheet.objects.inside(person(role, sheet)).filter(pk=sheet.pk)}
    assert inside == seen & (CITY_SIDE | GROUP_SIDE)
