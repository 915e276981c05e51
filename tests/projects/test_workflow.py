"""Every state of a proposal × everybody round it: who may take which step, and that nobody takes another."""

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.workflow import StepRefused, move
from projects.enums import ProposalState as S
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import ALL, OFFICE, PARTIAL, actor

pytestmark = pytest.mark.django_db
NOTHING: frozenset[str] = frozenset()
# What a group's officer and the office may do in each state; everybody else may do nothing at all.
BY_OFFICER = {
    S.DRAFT: {"submit", "withdraw"},
    S.SUBMITTED: {"withdraw"},
    S.CHECKING: {"withdraw"},
    S.RETURNED: {"resubmit", "withdraw"},
    S.SCREENING: {"withdraw"},
    S.ADOPTED: {"decline"},
    S.RESERVE: {"decline"},
    S.AWAITING_VOTE: {"decline"},
}
BY_OFFICE = {
    S.DRAFT: {"reopen"},
    S.SUBMITTED: {"check", "return"},
    S.CHECKING: {"return", "screen", "reject"},
    S.RETURNED: {"extend", "reject"},
    S.SCREENING: {"adopt", "reserve", "reject"},
    S.ADOPTED: {"await_vote", "confirm"},
    S.RESERVE: {"promote", "close_reserve"},
    S.AWAITING_VOTE: {"vote_down", "confirm"},
}
# The release moves all proposals of a call at once, whoever presses the button.
RELEASED = {"adopt", "reserve", "reject"}


def proposal_in(state: S):
    return ProposalFactory(**({} if state == S.DRAFT else {state.value: True}))


def allowed(role: str, state: S) -> frozenset[str]:
    if role == "officer":
        return frozenset(BY_OFFICER.get(state, NOTHING))
    if role in OFFICE:
        return frozenset(BY_OFFICE.get(state, NOTHING))
    if role == PARTIAL:
        return frozenset(BY_OFFICER.get(state, NOTHING)) | (BY_OFFICE.get(state, NOTHING) & RELEASED)
    return NOTHING


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("role", ALL)
def test_who_takes_which_step_of_a_proposal(role, state):
    proposal = proposal_in(state)
    user, may = actor(role, proposal), allowed(role, state)
    assert {step.action for step in proposal.workflow.open_to(user, proposal)} == may
    for action in set(proposal.workflow.steps) - may:
        with pytest.raises((PermissionDenied, StepRefused)):
            move(proposal, action, by=user, reason="試し")
    proposal.refresh_from_db()
    assert proposal.state == state


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("role", ["officer", "coordinator"])
def test_each_allowed_step_leads_where_the_table_says(role, state):
    for action in sorted(allowed(role, state) - {"confirm"}):
        proposal = proposal_in(state)
        if state == S.DRAFT and action != "withdraw":
            proposal = ProposalFactory(handed_in=True)
        move(proposal, action, by=actor(role, proposal), reason="試し")
        assert proposal.state == proposal.workflow.get(action).to_state


@pytest.mark.parametrize("state", S)
def test_nobody_at_all_takes_only_the_automatic_steps(state):
    proposal = proposal_in(state)
    automatic = {"adopt", "reserve", "reject", "await_vote"}
    for action, step in proposal.workflow.steps.items():
        if action not in automatic or state.value not in step.from_states:
            with pytest.raises((PermissionDenied, StepRefused)):
                move(proposal, action, by=None, reason="試し")
