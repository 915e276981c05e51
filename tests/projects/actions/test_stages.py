import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kyodo.models import Letter
from projects.actions.scoring import finish_scoring
from projects.actions.stages import close_stage, nudge_late, pass_stage, reopen_stage
from projects.models import PresentationSlot, Proposal
from tests.factories.calls import PresentationSlotFactory
from tests.factories.proposals import DecisionFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def complete(round_):
    for row in range(len(round_.proposals)):
        for member in range(len(round_.members)):
            round_.give(3, 3, proposal=row, member=member)
            finish_scoring(round_.assignments[row][member], by=round_.members[member].user)


def in_second(round_):
    return set(Proposal.objects.filter(call=round_.call, stage_number=2).values_list("pk", flat=True))


def test_a_complete_stage_is_closed_without_a_reason(coordinator):
    round_ = screening(proposals=2, members=2)
    complete(round_)
    stage = close_stage(round_.stage, by=coordinator)
    assert (stage.closed_at, stage.closed_by) == (timezone.now(), coordinator)


def test_with_gaps_a_reason_is_needed_and_kept(coordinator):
    round_ = screening()
    with pytest.raises(ValidationError) as refused:
        close_stage(round_.stage, reason=" ", by=coordinator)
    assert refused.value.code == "reason"
    close_stage(round_.stage, reason="委員が入院したため", by=coordinator)
    assert round_.stage.history.first().reason == "委員が入院したため"


def test_a_stage_is_closed_once_and_in_its_order(coordinator):
    round_ = screening(stages=2)
    with pytest.raises(ValidationError):
        close_stage(round_.stages[1], reason="急ぐ", by=coordinator)
    close_stage(round_.stages[0], reason="急ぐ", by=coordinator)
    with pytest.raises(ValidationError):
        close_stage(round_.stages[0], reason="もう一度", by=coordinator)


def test_a_stage_is_opened_again_with_a_reason_until_there_are_decisions(coordinator):
    round_ = screening()
    close_stage(round_.stage, reason="急ぐ", by=coordinator)
    with pytest.raises(ValidationError) as refused:
        reopen_stage(round_.stage, reason="", by=coordinator)
    assert refused.value.code == "reason"
    assert reopen_stage(round_.stage, reason="点の入れまちがい", by=coordinator).closed_at is None
    close_stage(round_.stage, reason="急ぐ", by=coordinator)
    DecisionFactory(proposal=round_.proposals[0])
    with pytest.raises(ValidationError) as refused:
        reopen_stage(round_.stage, reason="もう一度", by=coordinator)
    assert refused.value.code == "decided"


def test_who_goes_on_is_chosen_after_the_first_stage(coordinator):
    round_ = screening(proposals=3, stages=2)
    first, second, third = (proposal.pk for proposal in round_.proposals)
    with pytest.raises(ValidationError):
        pass_stage(round_.call, proposals=[first], by=coordinator)
    close_stage(round_.stages[0], reason="急ぐ", by=coordinator)
    assert pass_stage(round_.call, proposals=[first, second, 10**6], by=coordinator) == 2
    assert in_second(round_) == {first, second}
    pass_stage(round_.call, proposals=[third], among=[second, third], by=coordinator)
    assert in_second(round_) == {first, third}
    assert round_.proposals[2].history.first().history_user == coordinator


def test_who_does_not_go_on_after_all_gives_the_slot_back(coordinator):
    round_ = screening(proposals=2, stages=2)
    first, second = round_.proposals
    close_stage(round_.stages[0], reason="急ぐ", by=coordinator)
    pass_stage(round_.call, proposals=[first.pk, second.pk], by=coordinator)
    slots = [
        PresentationSlotFactory(
            call=round_.call, proposal=each, taken_at=timezone.now(), taken_by=coordinator
        )
        for each in round_.proposals
    ]
    pass_stage(round_.call, proposals=[first.pk], by=coordinator)
    found = [PresentationSlot.objects.get(pk=slot.pk).proposal for slot in slots]
    assert found == [first, None]


def test_what_was_scored_in_the_second_stage_stays_there(coordinator):
    round_ = screening(stages=2)
    close_stage(round_.stages[0], reason="急ぐ", by=coordinator)
    pass_stage(round_.call, proposals=[round_.proposals[0].pk], by=coordinator)
    round_.give(None, None, 4)
    with pytest.raises(ValidationError) as refused:
        pass_stage(round_.call, proposals=[], by=coordinator)
    assert refused.value.code == "scored"


def test_a_stage_from_which_somebody_went_on_stays_closed(coordinator):
    round_ = screening(stages=2)
    close_stage(round_.stages[0], reason="急ぐ", by=coordinator)
    pass_stage(round_.call, proposals=[round_.proposals[0].pk], by=coordinator)
    with pytest.raises(ValidationError) as refused:
        reopen_stage(round_.stages[0], reason="もう一度", by=coordinator)
    assert refused.value.code == "passed"


def test_the_late_are_asked_once_a_day(coordinator, at):
    round_ = screening(members=3)
    finish_scoring(round_.assignment, by=round_.reviewer)
    assert nudge_late(round_.stage, members=[round_.members[1].pk], by=coordinator) == 1
    assert nudge_late(round_.stage, by=coordinator) == 1
    assert nudge_late(round_.stage, by=coordinator) == 0
    assert {letter.recipient for letter in Letter.objects.all()} == {each.user for each in round_.members[1:]}
    round_.members[1].refresh_from_db()
    assert round_.members[1].nudged_at == timezone.now()
    at(2026, 7, 2, 9)
    assert nudge_late(round_.stage, by=coordinator) == 2


def test_nobody_is_asked_after_the_closing(coordinator):
    round_ = screening()
    stage = close_stage(round_.stage, reason="急ぐ", by=coordinator)
    with pytest.raises(ValidationError):
        nudge_late(stage, by=coordinator)


@pytest.mark.parametrize("role", [role for role in ALL if role not in (*OFFICE, "coordinator_of_group")])
def test_nobody_but_the_office_runs_a_stage(role):
    round_ = screening(stages=2, slots_open_at=timezone.now() - dt.timedelta(days=1))
    by = actor(role, round_.proposals[0])
    for verb in (
        lambda: close_stage(round_.stage, reason="x", by=by),
        lambda: reopen_stage(round_.stage, reason="x", by=by),
        lambda: pass_stage(round_.call, proposals=[], by=by),
        lambda: nudge_late(round_.stage, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()
