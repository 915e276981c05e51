"""Who stands where round one sheet, for the tests of ふりかえり."""

from organizations.enums import MembershipRole
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory

SIDES = ("editor", "officer", "viewer", "staff", "promoter")
ROLES = (*SIDES, "coordinator", "other_staff", "other_member", "administrator", "nobody")


def person(role: str, sheet):
    """Somebody of that role, seen from the sheet."""
    if role in ("editor", "officer", "viewer"):
        return MembershipFactory(organization=sheet.organization, role=MembershipRole(role)).user
    if role == "other_member":
        return MembershipFactory().user
    if role in ("staff", "promoter"):
        return PostFactory(division=sheet.division, role=role).user
    if role == "other_staff":
        return PostFactory().user
    if role in ("coordinator", "administrator"):
        return PostFactory(**{role: True}).user
    return UserFactory()
