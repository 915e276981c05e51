"""Who stands where round one proposal, for the tests of calls, screening and decision."""

from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.proposals import AssignmentFactory

GROUP = ("officer", "editor", "viewer")
OFFICE = ("coordinator", "second_coordinator")
OUTSIDE = ("staff", "other_officer", "citizen")
PARTIAL = "coordinator_of_group"  # of the office, and a member of the proposing group as well
EVERYBODY = (*GROUP, *OFFICE, *OUTSIDE, PARTIAL)
CONCERNED = "concerned"  # of the 課 that the proposal names
ALL = (*EVERYBODY, CONCERNED, "administrator", "reviewer")


def actor(role: str, proposal):
    """Somebody of that role, seen from the proposal."""
    if role in GROUP:
        return MembershipFactory(organization=proposal.organization, role=role).user
    if role in OFFICE:
        return PostFactory(coordinator=True).user
    if role == "staff":
        return PostFactory().user
    if role == "other_officer":
        return MembershipFactory(officer=True).user
    if role == PARTIAL:
        user = MembershipFactory(organization=proposal.organization, officer=True).user
        return PostFactory(coordinator=True, user=user).user
    if role == CONCERNED:
        post = PostFactory()
        type(proposal).objects.filter(pk=proposal.pk).update(division=post.division)
        return post.user
    if role == "administrator":
        return PostFactory(administrator=True).user
    if role == "reviewer":
        return AssignmentFactory(proposal=proposal).member.user
    return UserFactory()
