import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused, changes_of
from projects.actions.checking import (
    check_conditions,
    reopen_proposal,
    send_all_to_screening,
    send_to_screening,
    set_division,
    start_checking,
)
from projects.enums import ProposalState
from projects.models import Proposal
from tests.factories.calls import CallFactory
from tests.factories.organizations import DivisionFactory, MembershipFactory
from tests.factories.proposals import ProposalFactory, ProposalRemarkFactory, ProposalRevisionFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def checked(by, now, **more):
    more.setdefault("checking", True)
    return ProposalFactory(conditions_met=True, conditions_checked_at=now, conditions_checked_by=by, **more)


def test_the_office_takes_a_proposal_up_and_checks_its_conditions(now, coordinator):
    proposal = ProposalFactory(submitted=True)
    start_checking(proposal=proposal, by=coordinator)
    found = check_conditions(
        proposal=proposal, met=True, note="会則で確かめました。", base_version=1, by=coordinator
    )
    assert (found.state, found.version) == (ProposalState.CHECKING, 2)
    assert (found.conditions_met, found.conditions_note) == (True, "会則で確かめました。")
    assert (found.conditions_checked_at, found.conditions_checked_by) == (now, coordinator)
    assert found.history.first().history_user == coordinator


def test_a_failed_condition_needs_its_reason(now, coordinator):
    with pytest.raises(ValidationError):
        check_conditions(
            proposal=ProposalFactory(checking=True), met=False, note="", base_version=1, by=coordinator
        )


def test_the_second_of_two_who_check_at_once_is_told(coordinator):
    proposal = ProposalFactory(checking=True)
    check_conditions(proposal=proposal, met=True, note="", base_version=1, by=coordinator)
    with pytest.raises(EditConflict):
        check_conditions(
            proposal=proposal, met=False, note="人数が足りません。", base_version=1, by=coordinator
        )
    proposal.refresh_from_db()
    assert proposal.conditions_met is True


@pytest.mark.parametrize("state", ["submitted", "returned", "screening", "rejected"])
def test_conditions_are_checked_only_in_checking(coordinator, state):
    with pytest.raises(StepRefused):
        check_conditions(
            proposal=ProposalFactory(**{state: True}), met=True, note="", base_version=1, by=coordinator
        )


@pytest.mark.parametrize("role", ["officer", "coordinator_of_group", "staff", "concerned", "citizen"])
def test_nobody_but_the_impartial_office_checks(role, now):
    proposal = ProposalFactory(checking=True)
    user = actor(role, proposal)
    with pytest.raises(PermissionDenied):
        check_conditions(proposal=proposal, met=True, note="", base_version=1, by=user)
    with pytest.raises(PermissionDenied):
        set_division(proposal=proposal, division=None, base_version=1, by=user)
    with pytest.raises(PermissionDenied):
        send_to_screening(proposal=checked(user, now, organization=proposal.organization), by=user)


def test_the_division_concerned_is_named_and_taken_back(coordinator):
    proposal, division = ProposalFactory(screening=True), DivisionFactory()
    assert (
        set_division(proposal=proposal, division=division, base_version=1, by=coordinator).division
        == division
    )
    assert set_division(proposal=proposal, division=None, base_version=2, by=coordinator).division is None
    with pytest.raises(StepRefused):
        set_division(proposal=ProposalFactory(), division=division, base_version=1, by=coordinator)


def test_a_draft_is_reopened_after_the_deadline_until_a_time(now, coordinator):
    proposal = ProposalFactory(call=CallFactory(over=True))
    reopen_proposal(proposal=proposal, until=now + DAY, reason="市の停電のため。", by=coordinator)
    assert (proposal.state, proposal.open_until) == (ProposalState.DRAFT, now + DAY)
    assert proposal.may_be_handed_in_at(now)
    assert not proposal.may_be_handed_in_at(now + DAY)
    assert [(step.action, step.reason) for step in changes_of(proposal)] == [("reopen", "市の停電のため。")]


def test_a_returned_one_gets_more_time(now, coordinator):
    proposal = ProposalFactory(returned=True)
    until = proposal.open_until + DAY
    reopen_proposal(proposal=proposal, until=until, reason="会議が延びたため。", by=coordinator)
    assert (proposal.state, proposal.open_until) == (ProposalState.RETURNED, until)
    with pytest.raises(ValidationError) as refused:
        reopen_proposal(proposal=proposal, until=until, reason="同じ", by=coordinator)
    assert refused.value.code == "shorter"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"call__over": False}, "open"),
        ({"call__decided": True}, "call"),
        ({"call__cancelled": True}, "call"),
        ({"call__over": True, "screening": True}, "state"),
    ],
)
def test_what_cannot_be_reopened(now, coordinator, made, code):
    with pytest.raises(StepRefused) as refused:
        reopen_proposal(proposal=ProposalFactory(**made), until=now + DAY, reason="願い", by=coordinator)
    assert refused.value.code == code


def test_reopening_needs_a_reason_and_a_moment_to_come(now, coordinator):
    proposal = ProposalFactory(call=CallFactory(over=True))
    with pytest.raises(StepRefused):
        reopen_proposal(proposal=proposal, until=now + DAY, reason=" ", by=coordinator)
    with pytest.raises(ValidationError):
        reopen_proposal(proposal=proposal, until=now, reason="願い", by=coordinator)


def test_one_that_is_ready_goes_to_screening(now, coordinator):
    assert (
        send_to_screening(proposal=checked(coordinator, now), by=coordinator).state == ProposalState.SCREENING
    )


def test_one_with_an_open_question_or_an_old_check_stays(now, coordinator):
    asked, resubmitted = checked(coordinator, now), checked(coordinator, now)
    ProposalRemarkFactory(proposal=asked, answered=True)
    ProposalRevisionFactory(proposal=resubmitted, submitted_at=now + DAY)
    for proposal in (asked, resubmitted, ProposalFactory(checking=True)):
        with pytest.raises(StepRefused) as refused:
            send_to_screening(proposal=proposal, by=coordinator)
        assert refused.value.code == "open"


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_are_ready_go_together(now, coordinator, django_assert_num_queries, count):
    call = CallFactory(over=True)
    ready = [checked(coordinator, now, call=call) for _ in range(count)]
    own = checked(coordinator, now, call=call)
    MembershipFactory(user=coordinator, organization=own.organization)
    ProposalRemarkFactory(proposal=checked(coordinator, now, call=call), question=True)
    checked(coordinator, now)
    assert coordinator.standing.is_coordinator
    ContentType.objects.get_for_model(Proposal)  # kept in memory from the first use on
    with django_assert_num_queries(9):
        assert send_all_to_screening(call=call, by=coordinator) == count
    assert set(call.proposals.filter(state=ProposalState.SCREENING)) == set(ready)
