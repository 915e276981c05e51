"""Members of a group: roles and last days changed, and what is refused."""

import datetime

import pytest
from django.urls import reverse

from organizations.models import Membership
from tests.factories.organizations import MembershipFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def errors(answer):
    return answer.context["form"].non_field_errors()


def test_an_officer_changes_a_member_s_role_and_last_day(group, officer, editor, signed_in, now):
    membership = editor.memberships.get()
    signed_in(officer).post(
        reverse("organizations:membership", args=[membership.pk]), {"role": "viewer", "ends_on": "R8.7.31"}
    )
    membership.refresh_from_db()
    assert (membership.role, membership.ends_on) == ("viewer", datetime.date(2026, 7, 31))


def test_a_membership_ends_by_itself_after_its_last_day(group, officer, editor, signed_in, at):
    at(2026, 7, 1)
    Membership.objects.filter(user=editor).update(ends_on=datetime.date(2026, 7, 31))
    change = reverse("organizations:change", args=[group.pk])
    at(2026, 7, 31, 23, 59)
    assert signed_in(editor).get(change).status_code == 200
    at(2026, 8, 1, 0, 0)
    assert signed_in(editor).get(change).status_code == 403


def test_a_group_keeps_an_officer_unless_the_office_says_otherwise(
    group, officer, coordinator, signed_in, now
):
    membership = officer.memberships.get()
    address = reverse("organizations:membership", args=[membership.pk])
    for data in ({"role": "officer", "ends_on": "2026/7/1"}, {"role": "viewer"}):
        assert errors(signed_in(officer).post(address, data)) == [
            "ほかに役員がいないため、変えられません。先に別の人を役員にしてください。"
        ]
    MembershipFactory(organization=group, officer=True)
    assert signed_in(officer).post(address, {"role": "viewer"}).status_code == 302
    last = group.memberships.get(role="officer")
    address = reverse("organizations:membership", args=[last.pk])
    assert signed_in(coordinator).post(address, {"role": "officer", "ends_on": "2026/7/1"}).status_code == 302


def test_an_officer_of_another_group_finds_no_membership_here(group, editor, signed_in):
    other = MembershipFactory(officer=True).user
    address = reverse("organizations:membership", args=[editor.memberships.get().pk])
    assert signed_in(other).post(address, {"role": "officer"}).status_code == 404
    assert editor.memberships.get().role == "editor"


def test_a_last_day_before_the_first_is_refused(group, officer, editor, signed_in, now):
    address = reverse("organizations:membership", args=[editor.memberships.get().pk])
    answer = signed_in(officer).post(address, {"role": "editor", "ends_on": "1999/1/1"})
    assert errors(answer) == ["終わりの日は、始まりの日か、それより後にしてください。"]
