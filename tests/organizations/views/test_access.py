"""Who gets which page of this app: every acting view with the persons it refuses."""

import datetime

import pytest
from django.urls import NoReverseMatch, reverse

from organizations.actions.invitations import invite
from tests.factories.organizations import DivisionFactory, MembershipFactory, OrganizationFactory, PostFactory

LOGIN, OK, DENIED, GONE = "login", 200, 403, 404
WHO = ("visitor", "stranger", "viewer", "editor", "officer", "staff", "coordinator", "administrator")
# page: what each of WHO gets, in that order
PAGES = {
    "organizations:list": (OK, OK, OK, OK, OK, OK, OK, OK),
    "organizations:detail": (OK, OK, OK, OK, OK, OK, OK, OK),
    "organizations:export": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "organizations:apply": (LOGIN, OK, OK, OK, OK, OK, OK, OK),
    "organizations:add": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "organizations:applications": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "organizations:check": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "organizations:change": (LOGIN, DENIED, DENIED, OK, OK, DENIED, OK, DENIED),
    "organizations:suspend": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "organizations:resume": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "organizations:withdraw": (LOGIN, DENIED, DENIED, DENIED, OK, DENIED, OK, DENIED),
    "organizations:history": (LOGIN, DENIED, OK, OK, OK, OK, OK, OK),
    "organizations:members": (LOGIN, DENIED, OK, OK, OK, DENIED, OK, DENIED),
    "organizations:invite_member": (LOGIN, DENIED, DENIED, DENIED, OK, DENIED, OK, DENIED),
    "organizations:membership": (LOGIN, GONE, DENIED, DENIED, OK, GONE, OK, GONE),
    "organizations:me": (LOGIN, OK, OK, OK, OK, OK, OK, OK),
    "organizations:staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "organizations:invite_staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "organizations:person": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "organizations:post": (LOGIN, GONE, GONE, GONE, GONE, DENIED, OK, OK),
    "organizations:import_staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, DENIED, OK),
    "organizations:divisions": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "organizations:add_division": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "organizations:succeed_divisions": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "organizations:division": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
}


@pytest.fixture
def people(stranger, viewer, editor, officer, staff, coordinator, administrator):
    return {
        "visitor": None,
        "stranger": stranger,
        "viewer": viewer,
        "editor": editor,
        "officer": officer,
        "staff": staff,
        "coordinator": coordinator,
        "administrator": administrator,
    }


@pytest.fixture
def addresses(group):
    post = PostFactory()
    others = {
        "organizations:export": "csv",
        "organizations:membership": MembershipFactory(organization=group).pk,
        "organizations:person": post.user_id,
        "organizations:post": post.pk,
        "organizations:division": DivisionFactory().pk,
    }

    def address_of(page):
        try:
            return reverse(page)
        except NoReverseMatch:
            return reverse(page, args=[others.get(page, group.pk)])

    return {page: address_of(page) for page in PAGES}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
def test_who_gets_the_page_and_whom_it_refuses(page, method, people, addresses, signed_in):
    if page == "organizations:export" and method == "post":
        return
    got = []
    for who in WHO:
        answer = getattr(signed_in(people[who]), method)(addresses[page])
        got.append(
            LOGIN
            if answer.status_code == 302 and "/accounts/login/" in answer["Location"]
            else answer.status_code
        )
    assert tuple(got) == PAGES[page]


@pytest.mark.parametrize("page", ["organizations:resend_invitation", "organizations:revoke_invitation"])
def test_who_handles_a_sent_invitation_and_who_is_refused(page, group, people, signed_in):
    today = datetime.date(2030, 1, 1)
    for who, expected in zip(WHO, (LOGIN, GONE, DENIED, DENIED, OK, GONE, OK, DENIED), strict=True):
        invitation = invite(
            f"{who}@example.jp", into=group, role="viewer", starts_on=today, by=people["coordinator"]
        )
        answer = signed_in(people[who]).post(reverse(page, args=[invitation.pk]))
        got = answer.status_code
        if got == 302:
            got = OK if answer["Location"] == reverse("organizations:members", args=[group.pk]) else LOGIN
        assert got == expected, who


def test_nobody_else_takes_up_an_invitation_they_are_refused(group, people, signed_in):
    """`organizations:accept_invitation` finds only one's own."""
    invitation = invite(
        "somebody@example.jp",
        into=group,
        role="viewer",
        starts_on=datetime.date(2030, 1, 1),
        by=people["officer"],
    )
    address = reverse("organizations:accept_invitation", args=[invitation.pk])
    got = {who: signed_in(people[who]).post(address).status_code for who in WHO}
    assert got == {"visitor": 302} | dict.fromkeys(WHO[1:], 404)


def test_a_group_that_is_not_listed_is_nowhere_for_others(people, signed_in):
    hidden = OrganizationFactory(applied=True)
    address = reverse("organizations:detail", args=[hidden.pk])
    got = {
        who: signed_in(people[who]).get(address).status_code
        for who in ("visitor", "stranger", "officer", "staff")
    }
    assert got == {"visitor": 404, "stranger": 404, "officer": 404, "staff": 200}
