import datetime

import pytest
from django.utils import timezone

from kyodo.models import Letter
from projects.models import ProposalRemark
from projects.schedule.checking import (
    remind_divisions_of_opinions,
    remind_groups_of_questions,
    remind_groups_of_returns,
)
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import DivisionOpinionFactory, ProposalFactory, ProposalRemarkFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def start(at):
    return at(2026, 7, 1, 17)


def run(function):
    return list(function(timezone.now()))


def returned(start, days=7, **more):
    proposal = ProposalFactory(returned=True, open_until=start + days * DAY, state_changed_at=start, **more)
    MembershipFactory(organization=proposal.organization)
    return proposal


def test_a_group_is_reminded_of_a_return_three_days_and_one_day_before(start, at):
    returned(start)
    said = []
    for day, hour in [(5, 16), (5, 17), (5, 18), (6, 17), (7, 17), (8, 9), (8, 18)]:
        at(2026, 7, day, hour)
        said.append(run(remind_groups_of_returns))
    assert said == [
        [],
        ["1 reminded of a return due in 3 days"],
        [],
        [],
        ["1 reminded of a return due in 1 days"],
        [],
        [],
    ]
    assert Letter.objects.filter(kind="returned_reminder").count() == 2


def test_who_was_sent_back_just_now_is_not_reminded_at_once(start, at):
    returned(start, days=2)
    assert run(remind_groups_of_returns) == []
    at(2026, 7, 2, 17)
    assert run(remind_groups_of_returns) == ["1 reminded of a return due in 1 days"]


def test_more_time_is_reminded_of_anew(start, at):
    proposal = returned(start, days=3)
    at(2026, 7, 2, 9)
    assert run(remind_groups_of_returns) == ["1 reminded of a return due in 3 days"]
    type(proposal).objects.update(open_until=start + 10 * DAY)
    at(2026, 7, 9, 9)
    assert run(remind_groups_of_returns) == ["1 reminded of a return due in 3 days"]


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_costs_the_same_with_more_proposals(start, at, django_assert_num_queries, count):
    for _ in range(count):
        returned(start, days=3)
    at(2026, 7, 2, 9)
    with django_assert_num_queries(11):
        assert run(remind_groups_of_returns) == [f"{count} reminded of a return due in 3 days"]


def test_a_group_is_reminded_of_what_it_has_not_answered(start, at):
    def asked(**more):
        remark = ProposalRemarkFactory(due_at=start + 3 * DAY, **{"question": True, **more})
        MembershipFactory(organization=remark.proposal.organization)

    asked()
    asked(answered=True)
    asked(question=False)
    asked(proposal=ProposalFactory(withdrawn=True))
    ProposalRemark.objects.update(made_at=start - DAY)
    assert run(remind_groups_of_questions) == ["1 reminded of a question due in 3 days"]
    assert run(remind_groups_of_questions) == []
    at(2026, 7, 3, 17)
    assert run(remind_groups_of_questions) == ["1 reminded of a question due in 1 days"]


def test_a_division_is_reminded_by_day_until_it_has_answered(start, at):
    opinion = DivisionOpinionFactory(due_on=datetime.date(2026, 7, 10))
    PostFactory(division=opinion.division)
    PostFactory(division=DivisionOpinionFactory(answered=True, due_on=opinion.due_on).division)
    decided = DivisionOpinionFactory(proposal=ProposalFactory(rejected=True), due_on=opinion.due_on)
    PostFactory(division=decided.division)
    said = {}
    for day, hour in [(6, 12), (7, 7), (7, 8), (8, 12), (9, 12), (10, 12), (11, 12)]:
        at(2026, 7, day, hour)
        said[day, hour] = run(remind_divisions_of_opinions)
    assert {when for when, lines in said.items() if lines} == {(7, 8), (9, 12)}
    assert said[7, 8] == ["1 reminded of an opinion due in 3 days"]
