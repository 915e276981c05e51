"""Each state that a trait names can be stored: the constraints of the database allow it."""

import pytest

from projects.enums import CallState, ProposalState, ThemeState
from tests.factories.calls import (
    CallFactory,
    CallNoticeFactory,
    CallQuestionFactory,
    CriterionFactory,
    PresentationSlotFactory,
    ThemeFactory,
)
from tests.factories.proposals import (
    AssignmentFactory,
    AttachmentFactory,
    BudgetLineFactory,
    ConsultationFactory,
    DecisionFactory,
    DivisionOpinionFactory,
    PanelMemberFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
    RoleShareFactory,
    ScoreFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [each for each in ProposalState if each != ProposalState.DRAFT])
def test_a_proposal_in_every_state(state):
    assert ProposalFactory(**{state.value: True}).state == state


def test_a_draft_and_a_record():
    assert ProposalFactory().state == ProposalState.DRAFT
    assert ProposalFactory(record=True).organization is None


@pytest.mark.parametrize("state", [each for each in CallState if each != CallState.PUBLISHED])
def test_a_call_in_every_state(state):
    assert CallFactory(**{state.value: True}).state == state


@pytest.mark.parametrize("state", [each for each in ThemeState if each != ThemeState.DRAFT])
def test_a_theme_in_every_state(state):
    assert ThemeFactory(**{state.value: True}).state == state


def test_the_rest():
    made = [
        CallNoticeFactory(),
        CallQuestionFactory(answered=True),
        CriterionFactory(),
        PresentationSlotFactory(),
        PanelMemberFactory(invited=True),
        PanelMemberFactory(ended=True),
        AssignmentFactory(undeclared=True),
        AssignmentFactory(conflicting=True),
        ScoreFactory(),
        DecisionFactory(released=True),
        DecisionFactory(reserve=True),
        AttachmentFactory(),
        ConsultationFactory(),
        DivisionOpinionFactory(),
        ProposalRemarkFactory(question=True),
        ProposalRevisionFactory(),
        RoleShareFactory(),
        BudgetLineFactory(),
    ]
    assert all(row.pk for row in made)
