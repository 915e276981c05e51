import datetime

import pytest

from projects.enums import ProposalState
from projects.models import Proposal
from projects.queries.writing import to_hand_in
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import (
    ConsultationFactory,
    DivisionOpinionFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
)

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


def test_a_reopened_draft_has_at_least_the_time_that_all_others_have():
    call = CallFactory(over=True)
    proposal = ProposalFactory(call=call, open_until=call.closes_at + datetime.timedelta(days=2))
    call.closes_at += datetime.timedelta(days=7)  # the office gives everybody more time
    assert proposal.closes_at == call.closes_at
    assert proposal.may_be_handed_in_at(call.closes_at - SECOND)
    assert not proposal.may_be_handed_in_at(call.closes_at)


@pytest.mark.parametrize("over", ["decided", "ended", "cancelled"])
@pytest.mark.parametrize("state", ["draft", "returned"])
def test_nothing_is_handed_in_to_a_call_that_is_over(over, state, now):
    traits = {"returned": True} if state == "returned" else {"open_until": now + datetime.timedelta(days=5)}
    proposal = ProposalFactory(call=CallFactory(**{over: True}), **traits)
    assert not proposal.may_be_handed_in_at(now)
    assert not to_hand_in(now).exists()


def test_what_was_returned_needs_a_moment_of_its_own():
    returned = ProposalFactory(returned=True, open_until=None)
    assert not returned.may_be_handed_in_at(returned.call.closes_at - SECOND)


def test_a_dropped_consultation_closes_the_draft_again():
    coordinator, post = PostFactory(coordinator=True).user, PostFactory()
    dropped = ConsultationFactory(dropped=True, division=post.division).proposal
    assert not reads(coordinator, dropped)
    assert not reads(post.user, dropped)
    ConsultationFactory(proposal=dropped, held=True)
    assert reads(coordinator, dropped)


def test_a_consultation_opens_nothing_once_the_draft_is_taken_back():
    post = PostFactory()
    withdrawn = ProposalFactory(state=ProposalState.WITHDRAWN)
    ConsultationFactory(proposal=withdrawn, division=post.division)
    assert not reads(PostFactory(coordinator=True).user, withdrawn)
    assert not reads(post.user, withdrawn)


def test_the_offices_list_holds_what_groups_have_begun_but_not_ones_own_groups():
    coordinator = PostFactory(coordinator=True).user
    own = MembershipFactory(user=coordinator).organization
    listed = [ProposalFactory(), ProposalFactory(checking=True), ProposalFactory(withdrawn=True)]
    ProposalFactory(state=ProposalState.WITHDRAWN)
    ProposalFactory(organization=own, submitted=True)
    ProposalFactory(record=True)
    assert set(Proposal.objects.for_office_list(coordinator)) == set(listed)


def test_ready_is_what_was_checked_since_it_was_handed_in_and_has_nothing_open(now):
    def checked(**more):
        return ProposalFactory(
            checking=True, conditions_met=True, conditions_checked_at=now, conditions_checked_by=by, **more
        )

    by = PostFactory(coordinator=True).user
    ready = checked()
    ProposalRevisionFactory(proposal=ready, submitted_at=now - SECOND)
    ProposalRemarkFactory(proposal=ready, answered=True, settled=True)
    ProposalRevisionFactory(proposal=checked(), submitted_at=now + SECOND)
    ProposalRemarkFactory(proposal=checked(), question=True)
    ProposalFactory(checking=True)
    Proposal.objects.filter(pk=checked().pk).update(conditions_met=False)
    assert list(Proposal.objects.ready_for_screening()) == [ready]
