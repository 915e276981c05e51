import pytest

from organizations.readers import leads_a_group, runs_the_programmes, works_in_a_division, writes_for_a_group
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory

READERS = (runs_the_programmes, works_in_a_division, writes_for_a_group, leads_a_group)


@pytest.mark.parametrize(
    ("make", "role", "reached"),
    [
        (PostFactory, "coordinator", {runs_the_programmes, works_in_a_division}),
        (PostFactory, "promoter", {works_in_a_division}),
        (PostFactory, "administrator", set()),
        (MembershipFactory, "officer", {writes_for_a_group, leads_a_group}),
        (MembershipFactory, "editor", {writes_for_a_group}),
        (MembershipFactory, "viewer", set()),
    ],
)
def test_letters_reach_people_by_what_they_are(db, make, role, reached):
    user = make(role=role).user
    assert {reader for reader in READERS if reader(user)} == reached


def test_somebody_without_a_place_is_reached_by_none_of_them(db):
    user = UserFactory()
    assert [reader(user) for reader in READERS] == [False, False, False, False]
