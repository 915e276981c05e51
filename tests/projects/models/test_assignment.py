import pytest

from projects.enums import ProposalState, ScoringState
from projects.models import Assignment
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import AssignmentFactory, PanelMemberFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def readable_by(user):
    return list(Assignment.objects.of(user).readable())


def test_a_reviewer_reads_what_was_declared_free_of_conflict():
    assignment = AssignmentFactory()
    assert readable_by(assignment.member.user) == [assignment]


@pytest.mark.parametrize("trait", ["undeclared", "conflicting"])
def test_what_is_undeclared_or_in_conflict_stays_closed(trait):
    assignment = AssignmentFactory(**{trait: True})
    assert readable_by(assignment.member.user) == []


def test_nobody_reads_the_proposal_of_an_own_group():
    assignment = AssignmentFactory()
    MembershipFactory(organization=assignment.proposal.organization, user=assignment.member.user)
    assert readable_by(assignment.member.user) == []


def test_who_has_left_the_panel_reads_nothing():
    call = ProposalFactory(screening=True).call
    member = PanelMemberFactory(call=call, ended=True)
    AssignmentFactory(member=member, proposal=call.proposals.get())
    assert readable_by(member.user) == []


@pytest.mark.parametrize("state", ProposalState)
def test_a_proposal_is_read_while_it_is_judged_and_after_that(state):
    proposal = ProposalFactory(**({} if state == ProposalState.DRAFT else {state.value: True}))
    assignment = AssignmentFactory(proposal=proposal)
    expected = [assignment] if state in ProposalState.judged() else []
    assert readable_by(assignment.member.user) == expected


@pytest.mark.parametrize(
    ("trait", "finished", "scored", "state"),
    [
        ("undeclared", 0, 0, ScoringState.UNDECLARED),
        ("conflicting", 0, 2, ScoringState.CONFLICT),
        (None, 0, 0, ScoringState.TODO),
        (None, 0, 2, ScoringState.PARTLY),
        (None, 1, 2, ScoringState.GAPS),
        (None, 1, 3, ScoringState.DONE),
    ],
)
def test_how_far_a_reviewer_is(trait, finished, scored, state):
    assignment = AssignmentFactory.build(**({trait: True} if trait else {}), finished_stage=finished)
    assert assignment.scoring_state(1, scored, asked=3) == state
