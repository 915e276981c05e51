import datetime

import pytest

from projects.enums import ProposalState
from projects.models import Proposal
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import ConsultationFactory, DivisionOpinionFactory, ProposalFactory

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
HANDED_IN = [state.value for state in ProposalState if state != ProposalState.DRAFT]


def reads(user, proposal) -> bool:
    return Proposal.objects.readable_by(user).filter(pk=proposal.pk).exists()


@pytest.mark.parametrize("role", ["officer", "editor", "viewer"])
def test_members_read_their_own_groups_draft(role):
    member = MembershipFactory(role=role)
    assert reads(member.user, ProposalFactory(organization=member.organization))
    assert not reads(member.user, ProposalFactory())


def test_a_member_whose_time_is_over_reads_nothing():
    member = MembershipFactory(ends_on=datetime.date(2020, 3, 31))
    assert not reads(member.user, ProposalFactory(organization=member.organization))


@pytest.mark.parametrize("state", HANDED_IN)
def test_the_office_reads_what_was_handed_in(state):
    assert reads(PostFactory(coordinator=True).user, ProposalFactory(**{state: True}))


def test_the_office_reads_a_draft_only_when_its_group_asked_for_a_consultation():
    coordinator = PostFactory(coordinator=True).user
    assert not reads(coordinator, ProposalFactory())
    assert reads(coordinator, ConsultationFactory().proposal)


def test_a_draft_that_was_taken_back_stays_the_groups_own():
    proposal = ProposalFactory(state=ProposalState.WITHDRAWN)
    assert not reads(PostFactory(coordinator=True).user, proposal)


def test_staff_read_what_their_own_division_is_concerned_with():
    post = PostFactory()
    assert reads(post.user, ProposalFactory(checking=True, division=post.division))
    assert reads(post.user, DivisionOpinionFactory(division=post.division).proposal)
    assert reads(post.user, ConsultationFactory(division=post.division).proposal)
    assert not reads(post.user, ProposalFactory(division=post.division))
    assert not reads(post.user, ProposalFactory(checking=True))


def test_a_draft_is_handed_in_while_the_call_is_open():
    proposal = ProposalFactory()
    assert proposal.may_be_handed_in_at(proposal.call.closes_at - SECOND)
    assert not proposal.may_be_handed_in_at(proposal.call.closes_at)


def test_its_own_closing_moment_goes_before_the_calls():
    call = CallFactory(over=True)
    proposal = ProposalFactory(call=call, open_until=call.closes_at + datetime.timedelta(days=3))
    assert proposal.closes_at == proposal.open_until
    assert proposal.may_be_handed_in_at(proposal.open_until - SECOND)
    assert not proposal.may_be_handed_in_at(proposal.open_until)


def test_what_was_returned_needs_a_moment_of_its_own():
    returned = ProposalFactory(returned=True, open_until=None)
    assert not returned.may_be_handed_in_at(returned.call.closes_at - SECOND)
