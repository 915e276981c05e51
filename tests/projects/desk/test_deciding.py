import datetime as dt

import pytest
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from projects.actions.release import release
from projects.desk.deciding import adopted_column, adoptions_in_hand, decisions_in_hand, results_to_read
from projects.models import Call, Decision, Proposal
from tests.factories.calls import CallFactory, ScreeningStageFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory
from tests.projects.actors import EVERYBODY, actor
from tests.projects.deciding import coordinator, decided, decision_of, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TODAY = dt.date(2026, 7, 1)


def whats(function, person, today=TODAY):
    return [(task.what, task.record, task.due_on) for task in function(person, today)]


def test_decisions_are_asked_for_once_the_scoring_is_closed():
    call = CallFactory(screening=True, title="秋の募集")
    stage = ScreeningStageFactory(call=call)
    ProposalFactory(screening=True, call=call)
    office = coordinator()
    assert whats(decisions_in_hand, office) == []
    stage.closed_at, stage.closed_by = timezone.now(), office
    stage.save()
    assert whats(decisions_in_hand, office) == [("1件の決定を入れる", "秋の募集", None)]


def test_a_decision_waits_for_somebody_else_and_then_for_the_release():
    call, office = CallFactory(screening=True, title="秋の募集"), coordinator()
    decision = DecisionFactory(proposal__call=call, entered_by=office)
    second = coordinator()
    assert whats(decisions_in_hand, office) == []
    assert whats(decisions_in_hand, second) == [("ほかの人の決定1件を確かめる", "秋の募集", None)]
    assert whats(decisions_in_hand, actor("coordinator_of_group", decision.proposal)) == []
    Decision.objects.update(read_by=second, read_at=timezone.now())
    assert whats(decisions_in_hand, office) == [("結果を公表する", "秋の募集", None)]


def test_an_order_is_quiet_until_it_was_missed(now):
    call, office = ready("adopted"), coordinator()
    release(call, at=now + dt.timedelta(hours=1), by=office)
    assert whats(decisions_in_hand, office) == []
    Call.objects.update(release_at=now)
    [task] = decisions_in_hand(office, TODAY)
    assert (task.what, task.due_on, task.note) == (
        "結果を公表する",
        TODAY,
        "予約した時刻に公表できませんでした",
    )


def test_the_vote_and_the_confirmation_are_asked_for():
    call, office = release(ready("adopted", "adopted", needs_vote=True), by=coordinator()), coordinator()
    start = dt.date(2027, 4, 1)
    assert whats(adoptions_in_hand, office) == [("2件の議決を記録する", "秋の募集", start)]
    Decision.objects.filter(pk=decision_of(call, "adopted").pk).update(voted_on=TODAY)
    assert whats(adoptions_in_hand, office) == [
        ("1件の議決を記録する", "秋の募集", start),
        ("1件の実施を確定する", "秋の募集", start),
    ]
    Proposal.objects.update(state="withdrawn")
    assert whats(adoptions_in_hand, office) == []


def test_a_group_is_led_to_its_result_for_two_weeks(at):
    call = ready("rejected")
    proposal = decision_of(call, "rejected").proposal
    member = actor("viewer", proposal)
    assert whats(results_to_read, member) == []
    release(call, by=coordinator())
    assert whats(results_to_read, member) == [("審査の結果を確かめる", "rejectedの提案1", None)]
    at(2026, 7, 15, 10)
    assert whats(results_to_read, member) == []


def test_everybody_else_has_nothing_of_it():
    call = decided("adopted", "adopted")
    Decision.objects.filter(pk=decision_of(call, "adopted").pk).update(read_by=None, read_at=None)
    proposal = Decision.objects.latest("pk").proposal
    asked = {role for role in EVERYBODY if whats(decisions_in_hand, actor(role, proposal))}
    assert asked == {"coordinator", "second_coordinator", "coordinator_of_group"}
    release(ready("adopted"), by=coordinator())
    asked = {role for role in EVERYBODY if whats(adoptions_in_hand, actor(role, proposal))}
    assert asked == {"coordinator", "second_coordinator", "coordinator_of_group"}


def test_the_board_counts_what_is_adopted_and_no_project_yet():
    call = release(ready("adopted", "adopted", "rejected"), by=coordinator())
    office = coordinator()
    [column] = adopted_column(office, FiscalYear(2026), TODAY)
    assert (column.label, column.position, column.count, column.late) == ("採択", 40, 2, 0)
    assert column.url == f"/projects/calls/{call.pk}/adoptions/"
    [late] = adopted_column(office, FiscalYear(2026), dt.date(2027, 4, 1))
    assert (late.count, late.late) == (2, 2)
    [none] = adopted_column(office, FiscalYear(2025), TODAY)
    assert (none.count, none.url) == (0, "/projects/proposals/office/")
    assert (
        list(adopted_column(actor("staff", decision_of(call, "adopted").proposal), FiscalYear(2026), TODAY))
        == []
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, django_assert_num_queries):
    office = coordinator()
    for _ in range(rows):
        decided("adopted")
        release(ready("adopted"), by=coordinator())
    office.standing  # noqa: B018 – read once a request
    with django_assert_num_queries(3):
        list(decisions_in_hand(office, TODAY))
        list(adoptions_in_hand(office, TODAY))
