"""Who stands where round one proposal."""

from organizations.enums import MembershipRole
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.proposals import AssignmentFactory

GROUP = ("officer", "editor", "viewer")
ROLES = (
    *GROUP,
    "coordinator",
    "coordinator_and_officer",
    "concerned",
    "other_staff",
    "other_member",
    "administrator",
    "reviewer",
    "nobody",
)


def person(role: str, proposal):
    """Somebody of that role, seen from the proposal."""
    if role in GROUP:
        return MembershipFactory(organization=proposal.organization, role=MembershipRole(role)).user
    if role == "other_member":
        return MembershipFactory(officer=True).user
    if role in ("coordinator", "administrator"):
        return PostFactory(**{role: True}).user
    if role == "coordinator_and_officer":
        user = PostFactory(coordinator=True).user
        MembershipFactory(user=user, organization=proposal.organization, officer=True)
        return user
    if role == "concerned":
        post = PostFactory()
        type(proposal).objects.filter(pk=proposal.pk).update(division=post.division)
        proposal.refresh_from_db()
        return post.user
    if role == "other_staff":
        return PostFactory().user
    if role == "reviewer":
        return AssignmentFactory(proposal=proposal).member.user
    return UserFactory()
