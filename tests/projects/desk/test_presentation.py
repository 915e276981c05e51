import datetime as dt

import pytest
from django.utils import timezone

from projects.desk.presentation import slots_to_choose, slots_to_run
from projects.models import Call
from tests.factories.calls import CallFactory, PresentationSlotFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import EVERYBODY, actor

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 7, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def call(now):
    return CallFactory(screening=True, title="秋の募集")


@pytest.fixture
def proposal(call):
    return ProposalFactory(screening=True, call=call, stage_number=2, title="夜の茶話会")


def window(opens, closes):
    Call.objects.update(slots_open_at=timezone.now() + opens, slots_close_at=timezone.now() + closes)


def whats(function, person):
    return [(task.what, task.record, task.due_on) for task in function(person, TODAY)]


def test_a_group_without_a_slot_is_asked_while_the_window_is_open(call, proposal):
    person = actor("editor", proposal)
    assert whats(slots_to_choose, person) == []
    window(-DAY, 4 * DAY)
    assert whats(slots_to_choose, person) == [("発表の枠を選ぶ", "夜の茶話会", dt.date(2026, 7, 5))]
    slot = PresentationSlotFactory(call=call, proposal=proposal, taken_at=timezone.now(), taken_by=person)
    assert whats(slots_to_choose, person) == []
    slot.delete()
    window(-4 * DAY, -DAY)
    assert whats(slots_to_choose, person) == []


def test_the_office_is_led_from_the_first_slot_to_the_published_order(call, proposal):
    office = actor("coordinator", proposal)
    asked = [whats(slots_to_run, office)]
    window(-DAY, DAY)
    asked.append(whats(slots_to_run, office))
    slot = PresentationSlotFactory(call=call)
    asked.append(whats(slots_to_run, office))
    window(-2 * DAY, -DAY)
    asked.append(whats(slots_to_run, office))
    slot.proposal, slot.taken_at, slot.taken_by = proposal, timezone.now(), office
    slot.save()
    asked.append(whats(slots_to_run, office))
    Call.objects.update(order_published_at=timezone.now())
    asked.append(whats(slots_to_run, office))
    assert asked == [
        [("発表の枠を作り、選べる期間を決める", "秋の募集", None)],
        [("足りない1枠を作る", "秋の募集", None)],
        [],
        [("枠のない1件の枠を決める", "秋の募集", None)],
        [("発表の順番を公開する", "秋の募集", None)],
        [],
    ]


def test_a_call_without_presentations_asks_nothing(call):
    other = ProposalFactory(screening=True, call=call)
    assert whats(slots_to_run, actor("coordinator", other)) == []


def test_everybody_else_has_nothing_of_it(call, proposal):
    window(-DAY, DAY)
    choosing = {role for role in EVERYBODY if whats(slots_to_choose, actor(role, proposal))}
    assert choosing == {"officer", "editor", "coordinator_of_group"}
    window(-2 * DAY, -DAY)
    running = {role for role in EVERYBODY if whats(slots_to_run, actor(role, proposal))}
    assert running == {"coordinator", "second_coordinator", "coordinator_of_group"}


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, now, django_assert_num_queries):
    proposals = [
        ProposalFactory(
            screening=True, stage_number=2, call__slots_open_at=now, call__slots_close_at=now + DAY
        )
        for _ in range(rows)
    ]
    for proposal in proposals:
        PresentationSlotFactory(call=proposal.call)
    office = actor("coordinator", proposals[0])
    office.standing  # noqa: B018 – read once a request
    with django_assert_num_queries(2):
        assert list(slots_to_run(office, TODAY)) == []
