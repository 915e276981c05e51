"""What this app puts on the desk, into the search and into the frame."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from organizations import desk
from organizations.models import Invitation
from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def told(tasks):
    return [(task.what, task.record, task.due_on, task.note) for task in tasks]


def test_applications_wait_for_the_office_with_their_age(coordinator, staff, at):
    at(2026, 6, 28)
    OrganizationFactory(name="ためしの会", applied=True)
    at(2026, 7, 1)
    assert told(desk.applications_to_check(coordinator, TODAY)) == [
        ("団体の登録の申請を確かめる", "ためしの会", datetime.date(2026, 7, 5), "届いて3日")
    ]
    assert list(desk.applications_to_check(staff, TODAY)) == []


def test_a_returned_registration_waits_for_those_who_may_mend_it(now):
    group = OrganizationFactory(name="ためしの会", returned=True)
    people = {
        role: MembershipFactory(organization=group, role=role).user
        for role in ("officer", "editor", "viewer")
    }
    got = {role: len(list(desk.registrations_to_mend(user, TODAY))) for role, user in people.items()}
    assert got == {"officer": 1, "editor": 1, "viewer": 0}


@pytest.mark.parametrize(
    ("ends_on", "tasks"), [("2026-06-30", 0), ("2026-07-01", 1), ("2026-07-31", 1), ("2026-08-01", 0)]
)
def test_what_ends_within_thirty_days_is_told(ends_on, tasks, coordinator, group, officer, now):
    ends_on = datetime.date.fromisoformat(ends_on)
    PostFactory(ends_on=ends_on)
    MembershipFactory(organization=group, ends_on=ends_on)
    MembershipFactory(ends_on=ends_on)
    assert len(list(desk.ending_posts(coordinator, TODAY))) == tasks
    assert len(list(desk.ending_memberships(officer, TODAY))) == tasks
    assert list(desk.ending_posts(officer, TODAY)) == list(desk.ending_memberships(coordinator, TODAY)) == []


@pytest.mark.parametrize(("days", "tasks"), [(6, 0), (8, 1), (15, 0)])
def test_an_invitation_unanswered_for_a_week_is_told_its_sender(days, tasks, group, officer, stranger, now):
    sent = now - datetime.timedelta(days=days)
    Invitation.objects.create(
        email="a@example.jp",
        organization=group,
        role="viewer",
        starts_on=TODAY,
        token_hash="x",
        invited_by=officer,
        sent_at=sent,
        expires_at=sent + datetime.timedelta(days=14),
    )
    assert len(list(desk.invitations_in_hand(officer, TODAY))) == tasks
    assert list(desk.invitations_in_hand(stranger, TODAY)) == []


def test_an_invitation_waits_for_whom_it_is_addressed_to(group, officer, now):
    user = UserFactory(email="hanako@example.jp")
    expires_at = timezone.now() + datetime.timedelta(days=14)
    Invitation.objects.create(
        email="hanako@example.jp",
        organization=group,
        role="viewer",
        starts_on=TODAY,
        token_hash="x",
        invited_by=officer,
        expires_at=expires_at,
    )
    assert told(desk.invitations_in_hand(user, TODAY)) == [
        ("招待に答える", group.name, datetime.date(2026, 7, 15), "")
    ]


@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_the_search_finds_what_the_reader_may_see(who, staff, client):
    OrganizationFactory(name="あおぞら会", kana="アオゾラカイ")
    OrganizationFactory(name="あおぞら新会", kana="アオゾラシンカイ", applied=True)
    user = AnonymousUser() if who == "visitor" else staff
    (found,) = desk.found_organizations(user, "アオゾラ")
    names = [label for label, url, note in found.results]
    assert names == (["あおぞら会"] if who == "visitor" else ["あおぞら会", "あおぞら新会"])
    assert names[0] in client.get(found.more_url).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_with_more_rows(number, coordinator, django_assert_num_queries, now):
    OrganizationFactory.create_batch(number, applied=True)
    PostFactory.create_batch(number, ends_on=TODAY)
    functions = [
        desk.applications_to_check,
        desk.registrations_to_mend,
        desk.invitations_in_hand,
        desk.ending_posts,
        desk.ending_memberships,
    ]
    assert coordinator.standing.is_coordinator
    with django_assert_num_queries(3):
        for function in functions:
            list(function(coordinator, TODAY))
