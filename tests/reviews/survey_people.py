"""Who stands where round one survey, for the tests of the 実態調査."""

from organizations.enums import MembershipRole
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory


def person(role: str, respondent):
    """Somebody of that role, seen from one respondent (a 課, or for editor and viewer a group)."""
    if role == "coordinator":
        return PostFactory(coordinator=True).user
    if role == "staff":
        return PostFactory(division=respondent.division).user
    if role == "other_staff":
        return PostFactory().user
    if role in ("editor", "viewer"):
        group = {"organization": respondent.organization} if respondent.organization else {}
        return MembershipFactory(role=MembershipRole(role), **group).user
    return UserFactory()
