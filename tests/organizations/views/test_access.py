"""Who gets which page of this app: every acting view with the persons it refuses."""

import datetime

import pytest
from django.urls import reverse

from organizations.actions.invitations import invite
from tests.factories.organizations import DivisionFactory, MembershipFactory, OrganizationFactory, PostFactory

LOGIN, OK, DENIED, GONE = "login", 200, 403, 404
WHO = ("visitor", "stranger", "viewer", "editor", "officer", "staff", "coordinator", "administrator")
# page: what each of WHO gets, in that order
PAGES = {
    "list": (OK, OK, OK, OK, OK, OK, OK, OK),
    "detail": (OK, OK, OK, OK, OK, OK, OK, OK),
    "export": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "apply": (LOGIN, OK, OK, OK, OK, OK, OK, OK),
    "add": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "applications": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "check": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "change": (LOGIN, DENIED, DENIED, OK, OK, DENIED, OK, DENIED),
    "step_suspend": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, DENIED),
    "step_withdraw": (LOGIN, DENIED, DENIED, DENIED, OK, DENIED, OK, DENIED),
    "history": (LOGIN, DENIED, OK, OK, OK, OK, OK, OK),
    "members": (LOGIN, DENIED, OK, OK, OK, DENIED, OK, DENIED),
    "invite_member": (LOGIN, DENIED, DENIED, DENIED, OK, DENIED, OK, DENIED),
    "membership": (LOGIN, GONE, DENIED, DENIED, OK, GONE, OK, GONE),
    "me": (LOGIN, OK, OK, OK, OK, OK, OK, OK),
    "staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "invite_staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "person": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "post": (LOGIN, GONE, GONE, GONE, GONE, DENIED, OK, OK),
    "import_staff": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, DENIED, OK),
    "divisions": (LOGIN, DENIED, DENIED, DENIED, DENIED, OK, OK, OK),
    "add_division": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "succeed_divisions": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
    "division": (LOGIN, DENIED, DENIED, DENIED, DENIED, DENIED, OK, OK),
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
    of_group = [group.pk]
    arguments = {
        "detail": of_group,
        "check": of_group,
        "change": of_group,
        "history": of_group,
        "members": of_group,
        "invite_member": of_group,
        "export": ["csv"],
        "membership": [MembershipFactory(organization=group).pk],
        "person": [post.user_id],
        "post": [post.pk],
        "division": [DivisionFactory().pk],
    }
    found = {
        name: reverse(f"organizations:{name}", args=arguments.get(name, []))
        for name in PAGES
        if not name.startswith("step_")
    }
    for action in ("suspend", "withdraw"):
        found[f"step_{action}"] = reverse("organizations:step", args=[group.pk, action])
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
def test_who_gets_the_page(page, method, people, addresses, signed_in):
    if page == "export" and method == "post":
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


def test_sent_invitations_are_handled_by_who_could_send_them(group, people, signed_in):
    today = datetime.date(2030, 1, 1)
    for who, expected in zip(WHO, (LOGIN, GONE, DENIED, DENIED, OK, GONE, OK, DENIED), strict=True):
        invitation = invite(
            f"{who}@example.jp", into=group, role="viewer", starts_on=today, by=people["coordinator"]
        )
        answer = signed_in(people[who]).post(reverse("organizations:revoke_invitation", args=[invitation.pk]))
        went_home = answer.status_code == 302 and answer["Location"] == reverse(
            "organizations:members", args=[group.pk]
        )
        assert (
            OK if went_home else LOGIN if answer.status_code == 302 else answer.status_code
        ) == expected, who


def test_a_group_that_is_not_listed_is_nowhere_for_others(people, signed_in):
    hidden = OrganizationFactory(applied=True)
    address = reverse("organizations:detail", args=[hidden.pk])
    got = {
        who: signed_in(people[who]).get(address).status_code
        for who in ("visitor", "stranger", "officer", "staff")
    }
    assert got == {"visitor": 404, "stranger": 404, "officer": 404, "staff": 200}
