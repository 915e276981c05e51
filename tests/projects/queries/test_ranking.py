import pytest
from django.utils import timezone

from projects.actions.conflicts import lift_conflict, set_conflict
from projects.actions.stages import close_stage
from projects.models import Assignment
from projects.queries.ranking import ranking_of
from tests.factories.calls import CriterionFactory
from tests.factories.proposals import (
    AssignmentFactory,
    DecisionFactory,
    PanelMemberFactory,
    ProposalFactory,
    ScoreFactory,
)
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db


def close(round_, by):
    return close_stage(round_.stage, reason="期限", by=by)


def line(round_, proposal=0):
    return ranking_of(round_.call).boards[0].line_of(round_.proposals[proposal].pk)


def test_of_an_open_stage_nothing_is_read(django_assert_num_queries):
    round_ = screening()
    round_.give(5, 5)
    with django_assert_num_queries(1):
        assert ranking_of(round_.call).boards == ()


def test_it_reads_a_fixed_number_of_queries(coordinator, django_assert_num_queries):
    for number in (1, 3):
        round_ = screening(proposals=number, members=number)
        close(round_, coordinator)
        with django_assert_num_queries(5):
            ranking_of(round_.call)


def test_the_calls_own_rules_are_taken(coordinator):
    round_ = screening(cutoff_percent=90, lowest_majority_rejects=True)
    round_.give(1, 5)
    close(round_, coordinator)
    assert [fault.key for fault in line(round_).faults] == ["percent", "lowest"]


def test_who_is_in_conflict_is_out_and_said_to_be(coordinator):
    round_ = screening(members=2)
    round_.give(5, 5)
    round_.give(1, 1, member=1)
    set_conflict(round_.assignments[0][1], cause="money", reason="契約", by=coordinator)
    close(round_, coordinator)
    found = line(round_)
    assert (found.total.value, [why for _, why in found.excluded]) == (
        15,
        ["利害関係（団体と金銭の関係がある）"],
    )


def test_who_left_before_the_closing_is_out_and_after_it_still_counts(coordinator, at):
    at(2026, 7, 1, 9)
    round_ = screening(members=2)
    round_.give(5, 5)
    round_.give(1, 1, member=1)
    at(2026, 7, 1, 10)
    round_.members[1].ended_at = timezone.now()
    round_.members[1].save()
    at(2026, 7, 1, 11)
    close(round_, coordinator)
    at(2026, 7, 1, 12)
    round_.members[0].ended_at = timezone.now()
    round_.members[0].save()
    found = line(round_)
    assert (found.total.value, [why for _, why in found.excluded]) == (15, ["締切の前に審査委員を外れた"])


def test_who_was_assigned_after_the_closing_lacks_nothing(coordinator, at):
    at(2026, 7, 1, 9)
    round_ = screening()
    round_.give(5, 5)
    close(round_, coordinator)
    at(2026, 7, 2, 9)
    late = PanelMemberFactory(call=round_.call)
    AssignmentFactory(proposal=round_.proposals[0], member=late)
    assert line(round_).gaps == ()


def test_scores_of_who_has_to_declare_anew_wait(coordinator):
    round_ = screening(members=2)
    round_.give(5, 5)
    round_.give(1, 1, member=1)
    set_conflict(round_.assignments[0][1], cause="money", reason="契約", by=coordinator)
    lift_conflict(round_.assignments[0][1], reason="別の人", by=coordinator)
    close(round_, coordinator)
    found = line(round_)
    assert (found.total.value, [judge.id for judge, _ in found.gaps]) == (15, [round_.members[1].pk])


def test_scores_on_the_old_words_of_a_criterion_are_not_counted(coordinator):
    round_ = screening(weights=(1,))
    round_.give(1)
    old = round_.criteria[0]
    old.replaced_by = CriterionFactory(stage=round_.stage, version=2)
    old.save()
    ScoreFactory(assignment=round_.assignment, criterion=old.replaced_by, value=4)
    close(round_, coordinator)
    assert line(round_).total.steps == "4×1＝4"


def test_what_was_withdrawn_is_not_ranked(coordinator):
    round_ = screening(proposals=2)
    round_.proposals[1].__class__.objects.filter(pk=round_.proposals[1].pk).update(state="withdrawn")
    close(round_, coordinator)
    assert [each.entry.id for each in ranking_of(round_.call).boards[0].lines] == [round_.proposals[0].pk]
    assert Assignment.objects.count() == 2


def test_who_gives_up_after_the_result_stays_in_the_calculation(coordinator):
    round_ = screening(proposals=2)
    round_.give(5, 5)
    round_.give(3, 3, proposal=1)
    close(round_, coordinator)
    gone, taken_back = round_.proposals[0], ProposalFactory(withdrawn=True, call=round_.call)
    AssignmentFactory(proposal=taken_back, member=round_.members[0])
    DecisionFactory(proposal=gone, released=True)
    type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")
    assert [line.entry.id for line in ranking_of(round_.call).boards[0].lines] == [
        each.pk for each in round_.proposals
    ]
