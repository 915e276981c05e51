import datetime as dt

import pytest
from django.utils import timezone

from kyodo.models import Letter
from projects.schedule.presentation import remind_of_slots, tell_slots_open
from tests.factories.calls import CallFactory, PresentationSlotFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(at):
    at(2026, 7, 1, 10)
    return CallFactory(
        screening=True,
        slots_open_at=timezone.now(),
        slots_close_at=timezone.now() + dt.timedelta(days=5),
    )


def presenting(call, **given):
    proposal = ProposalFactory(screening=True, call=call, stage_number=2, **given)
    MembershipFactory(organization=proposal.organization)
    return proposal


def run(function):
    return list(function(timezone.now()))


def test_who_may_choose_is_told_once(call):
    presenting(call)
    ProposalFactory(screening=True, call=call)
    assert run(tell_slots_open) == ["1 told that slots are open"]
    assert run(tell_slots_open) == []
    presenting(call)
    assert run(tell_slots_open) == ["1 told that slots are open"]
    assert Letter.objects.filter(kind="slots_open").count() == 2


def test_nobody_is_told_before_the_window_opens(call, at):
    presenting(call)
    at(2026, 7, 1, 9, 59)
    assert run(tell_slots_open) == []


def test_who_has_none_two_days_before_the_end_is_reminded_once(call, at):
    presenting(call)
    chosen = presenting(call)
    PresentationSlotFactory(call=call, proposal=chosen, taken_at=timezone.now(), taken_by=chosen.submitted_by)
    at(2026, 7, 4, 9, 59)
    assert run(remind_of_slots) == []
    at(2026, 7, 4, 10)
    assert run(remind_of_slots) == ["1 reminded of slots"]
    assert run(remind_of_slots) == []
    at(2026, 7, 6, 10)
    assert run(remind_of_slots) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(call, rows, django_assert_num_queries):
    for _ in range(rows):
        presenting(call)
    run(tell_slots_open)
    with django_assert_num_queries(3):
        run(tell_slots_open)
