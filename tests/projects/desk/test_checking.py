import datetime

import pytest
from django.urls import reverse

from projects.desk.checking import (
    SHOWN,
    consultations_to_hold,
    opinions_to_give,
    proposals_to_check,
    proposals_to_mend,
)
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.proposals import (
    ConsultationFactory,
    DivisionOpinionFactory,
    ProposalFactory,
    ProposalRemarkFactory,
)
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)
DAY = datetime.timedelta(days=1)


def lines(function, user):
    return [(task.what, task.record, task.due_on) for task in function(user, TODAY)]


def test_a_group_is_asked_to_mend_to_answer_and_to_come(now):
    returned = ProposalFactory(returned=True, title="夜の会", open_until=now + DAY)
    editor = actor("editor", returned)
    group = {"organization": returned.organization}
    asked = ProposalFactory(checking=True, title="朝の会", **group)
    ProposalRemarkFactory(question=True, proposal=asked, due_at=now + 2 * DAY)
    ProposalRemarkFactory(answered=True, proposal=asked)
    ConsultationFactory(
        arranged=True, proposal=ProposalFactory(title="昼の会", **group), meets_at=now + 3 * DAY
    )
    ProposalFactory(returned=True)
    assert lines(proposals_to_mend, editor) == [
        ("直して出し直す", "夜の会", TODAY + DAY),
        ("事務局の照会に答える", "朝の会", TODAY + 2 * DAY),
        ("事前相談", "昼の会", TODAY + 3 * DAY),
    ]
    for role in ("viewer", "coordinator", "citizen"):
        assert lines(proposals_to_mend, actor(role, returned)) == []


def test_a_division_is_asked_for_its_opinion_while_it_is_wanted(now):
    opinion = DivisionOpinionFactory(proposal__title="夜の会", due_on=TODAY + DAY)
    DivisionOpinionFactory(division=opinion.division, answered=True)
    DivisionOpinionFactory(division=opinion.division, proposal=ProposalFactory(rejected=True))
    clerk = PostFactory(division=opinion.division).user
    assert lines(opinions_to_give, clerk) == [("提案に課の意見を書く", "夜の会", TODAY + DAY)]
    member = PostFactory(division=opinion.division).user
    MembershipFactory(user=member, organization=opinion.proposal.organization)
    assert lines(opinions_to_give, member) == []
    assert lines(opinions_to_give, UserFactory()) == []


def test_consultations_wait_for_the_office_and_the_division_that_listens_in(now, coordinator):
    asked = ConsultationFactory(proposal__organization__name="あの会")
    clerk = PostFactory()
    arranged = ConsultationFactory(
        arranged=True, proposal__organization__name="いの会", division=clerk.division, meets_at=now + DAY
    )
    ConsultationFactory(held=True)
    ConsultationFactory(proposal=ProposalFactory(submitted=True))
    hold = ("事前相談をして、結果を書く", "いの会", TODAY + DAY)
    assert lines(consultations_to_hold, coordinator) == [("事前相談の日時を決める", "あの会", None), hold]
    assert lines(consultations_to_hold, clerk.user) == [hold]
    assert lines(consultations_to_hold, actor("editor", asked.proposal)) == []
    assert lines(consultations_to_hold, actor("coordinator_of_group", arranged.proposal)) == [
        ("事前相談の日時を決める", "あの会", None)
    ]


def test_the_office_reads_answers_and_sees_what_is_to_be_checked_by_call(now, coordinator):
    call = CallFactory(title="秋の募集")
    ProposalFactory.create_batch(2, submitted=True, call=call)
    ProposalFactory(checking=True, call=call)
    answered = ProposalFactory(checking=True, call=call, title="夜の会")
    ProposalRemarkFactory(answered=True, proposal=answered)
    ProposalFactory(returned=True, call=call, title="朝の会", open_until=now - DAY)
    MembershipFactory(user=coordinator, organization=ProposalFactory(submitted=True, call=call).organization)
    assert lines(proposals_to_check, coordinator) == [
        ("照会の答えを読む", "夜の会", None),
        ("期限を過ぎた差戻しを確かめる", "朝の会", TODAY - DAY),
        ("出された提案の要件を確かめ始める", "秋の募集 2件", None),
        ("要件の確認を終えて、審査に進める", "秋の募集 1件", None),
    ]
    last = list(proposals_to_check(coordinator, TODAY))[-1]
    assert last.url == f"{reverse('projects:office_proposals')}?call={call.pk}&state=checking"
    assert lines(proposals_to_check, actor("staff", answered)) == []


@pytest.mark.parametrize("count", [1, SHOWN + 3])
def test_the_desk_costs_the_same_with_more_of_everything(now, coordinator, django_assert_num_queries, count):
    ProposalFactory.create_batch(count, submitted=True, call=CallFactory())
    ProposalRemarkFactory.create_batch(count, answered=True)
    ConsultationFactory.create_batch(count)
    assert coordinator.standing.is_coordinator
    with django_assert_num_queries(3):
        found = [*proposals_to_check(coordinator, TODAY), *consultations_to_hold(coordinator, TODAY)]
    assert len(found) == 2 * min(count, SHOWN) + 1
