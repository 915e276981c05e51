import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused
from projects.actions.opinions import ask_opinions, change_opinion_request, drop_opinion_request, give_opinion
from projects.enums import OpinionAnswer, ProposalState
from projects.models import DivisionOpinion
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory
from tests.factories.proposals import DivisionOpinionFactory, ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def opinion(now):
    return DivisionOpinionFactory()


@pytest.fixture
def clerk(opinion):
    return PostFactory(division=opinion.division).user


def ask(proposal, now, **more):
    given = {
        "divisions": [DivisionFactory()],
        "request": "会場は空いていますか。",
        "due_on": now.date() + WEEK,
    }
    return ask_opinions(proposal=proposal, **{**given, **more})


def give(opinion, by, **more):
    given = {"answer": OpinionAnswer.YES, "text": "", "base_version": opinion.version}
    return give_opinion(opinion=opinion, by=by, **{**given, **more})


def test_several_divisions_are_asked_at_once(now, coordinator):
    divisions = DivisionFactory.create_batch(2)
    asked = ask(ProposalFactory(checking=True), now, divisions=divisions, by=coordinator)
    assert [(each.division, each.due_on, each.asked_by) for each in asked] == [
        (division, now.date() + WEEK, coordinator) for division in divisions
    ]
    assert asked[0].history.get().history_user == coordinator


def test_nobody_is_asked_twice(opinion, now, coordinator):
    with pytest.raises(ValidationError) as refused:
        ask(opinion.proposal, now, divisions=[DivisionFactory(), opinion.division], by=coordinator)
    assert refused.value.messages == [f"{opinion.division}には、もう意見を求めています。"]
    assert DivisionOpinion.objects.count() == 1


def test_nobody_is_asked_for_yesterday(now, coordinator):
    with pytest.raises(ValidationError):
        ask(ProposalFactory(checking=True), now, due_on=datetime.date(2026, 6, 30), by=coordinator)


@pytest.mark.parametrize("role", ["officer", "coordinator_of_group", "concerned", "citizen"])
def test_nobody_but_the_impartial_office_asks(now, role):
    proposal = ProposalFactory(checking=True)
    with pytest.raises(PermissionDenied):
        ask(proposal, now, by=actor(role, proposal))


def test_a_division_answers_and_changes_its_answer_with_history(opinion, now, clerk):
    give(opinion, clerk)
    colleague = PostFactory(division=opinion.division).user
    give(opinion, colleague, answer=OpinionAnswer.CONDITIONAL, text="夜なら、できます。")
    opinion.refresh_from_db()
    assert (opinion.answer, opinion.answered_by, opinion.version) == ("conditional", colleague, 3)
    assert list(opinion.history.values_list("answer", "history_user"))[:2] == [
        ("conditional", colleague.pk),
        ("yes", clerk.pk),
    ]


def test_a_condition_or_a_no_says_why(opinion, clerk):
    for answer in (OpinionAnswer.CONDITIONAL, OpinionAnswer.NO):
        with pytest.raises(ValidationError):
            give(opinion, clerk, answer=answer)


def test_the_second_of_two_colleagues_sees_the_firsts_answer(opinion, clerk):
    old_page = DivisionOpinion.objects.get(pk=opinion.pk)
    give(opinion, clerk)
    with pytest.raises(EditConflict) as conflict:
        give(old_page, clerk, answer=OpinionAnswer.NO, text="人手が足りません。", base_version=1)
    assert conflict.value.current.answer == OpinionAnswer.YES


@pytest.mark.parametrize("state", [each for each in ProposalState if each != ProposalState.DRAFT])
def test_an_opinion_is_taken_until_the_decision(state):
    opinion = DivisionOpinionFactory(proposal=ProposalFactory(**{state.value: True}))
    clerk = PostFactory(division=opinion.division).user
    if state in ProposalState.under_consideration():
        assert give(opinion, clerk).answer == OpinionAnswer.YES
    else:
        with pytest.raises(StepRefused):
            give(opinion, clerk)


@pytest.mark.parametrize("role", ["coordinator", "staff", "officer", "citizen"])
def test_nobody_but_the_division_gives_its_opinion(opinion, role):
    with pytest.raises(PermissionDenied):
        give(opinion, actor(role, opinion.proposal))


def test_a_clerk_who_belongs_to_the_group_gives_none(opinion, clerk):
    MembershipFactory(user=clerk, organization=opinion.proposal.organization, viewer=True)
    with pytest.raises(PermissionDenied):
        give(opinion, clerk)


def test_the_office_changes_and_drops_a_request_until_it_is_answered(opinion, now, coordinator, clerk):
    changed = change_opinion_request(
        opinion=opinion,
        request="曜日も教えてください。",
        due_on=now.date() + WEEK,
        base_version=1,
        by=coordinator,
    )
    assert (changed.request, changed.due_on, changed.version) == (
        "曜日も教えてください。",
        now.date() + WEEK,
        2,
    )
    give(opinion, clerk)
    with pytest.raises(StepRefused):
        drop_opinion_request(opinion=opinion, by=coordinator)
    drop_opinion_request(opinion=DivisionOpinionFactory(), by=coordinator)
    assert list(DivisionOpinion.objects.all()) == [opinion]


def test_of_divisions_leaves_out_the_proposals_of_ones_own_group(opinion, clerk):
    other = DivisionOpinionFactory(division=opinion.division)
    MembershipFactory(user=clerk, organization=other.proposal.organization)
    DivisionOpinionFactory()
    assert list(DivisionOpinion.objects.of_divisions(clerk)) == [opinion]


def test_waiting_is_what_is_not_answered_and_still_wanted(opinion):
    DivisionOpinionFactory(answered=True)
    DivisionOpinionFactory(proposal=ProposalFactory(rejected=True))
    assert list(DivisionOpinion.objects.waiting()) == [opinion]
