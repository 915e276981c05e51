import datetime

import pytest

from projects.addressees import coordinators, writers_of
from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_those_who_write_for_a_group_today():
    group, other = OrganizationFactory.create_batch(2)
    officer = MembershipFactory(organization=group, officer=True)
    editor = MembershipFactory(organization=group)
    MembershipFactory(organization=group, viewer=True)
    MembershipFactory(organization=group, ends_on=datetime.date(2020, 3, 31))
    MembershipFactory(organization=group, user__is_active=False)
    MembershipFactory(organization=other, viewer=True)
    assert writers_of([group.pk, other.pk, None]) == {group.pk: [officer.user, editor.user]}


def test_a_person_with_two_roles_is_written_to_once():
    officer = MembershipFactory(officer=True, starts_on=datetime.date(2020, 4, 1))
    MembershipFactory(user=officer.user, organization=officer.organization)
    assert writers_of([officer.organization_id]) == {officer.organization_id: [officer.user]}


def test_coordinators_of_today():
    post = PostFactory(coordinator=True)
    PostFactory(coordinator=True, ends_on=datetime.date(2020, 3, 31))
    PostFactory()
    assert coordinators() == [post.user]
