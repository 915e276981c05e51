import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kyodo.workflow import StepRefused, changes_of
from projects.actions.remarks import (
    answer_question,
    ask_group,
    return_proposal,
    settle_question,
    settle_returns,
)
from projects.enums import ProposalState, RemarkKind
from projects.models import Proposal, ProposalRemark
from tests.factories.organizations import PostFactory
from tests.factories.proposals import ProposalFactory, ProposalRemarkFactory, ProposalRevisionFactory
from tests.harness.threads import at_once
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta(days=5)
UNTOUCHED = ["staff", "officer", "coordinator_of_group", "concerned", "administrator"]


@pytest.fixture
def proposal(now):
    return ProposalFactory(checking=True)


def give_back(proposal, now, **more):
    given = {"remarks": {"purpose": "だれの目的かを書いてください。"}, "due_at": now + DAYS}
    return return_proposal(proposal=proposal, **{**given, **more})


def ask(proposal, now, **more):
    given = {"field": "budget", "text": "会場の単価は1時間分ですか。", "due_at": now + DAYS}
    return ask_group(proposal=proposal, **{**given, **more})


def test_a_returned_proposal_has_its_remarks_and_a_due_moment_of_its_own(proposal, now, coordinator):
    newest = ProposalRevisionFactory(proposal=proposal, number=2)
    ProposalRevisionFactory(proposal=proposal, number=1)
    remarks = {"purpose": " だれの目的ですか。 ", "budget": "合計が合いません。", "team": " "}
    give_back(proposal, now, remarks=remarks, by=coordinator)
    assert (proposal.state, proposal.open_until) == (ProposalState.RETURNED, now + DAYS)
    assert changes_of(proposal).get().reason == "2か所の修正をお願いしました"
    kept = proposal.remarks.values_list("field", "text", "kind", "due_at", "revision", "made_by")
    of_all = (RemarkKind.RETURN, now + DAYS, newest.pk, coordinator.pk)
    assert list(kept) == [
        ("purpose", "だれの目的ですか。", *of_all),
        ("budget", "合計が合いません。", *of_all),
    ]


def test_a_reason_for_the_whole_is_enough(proposal, now, coordinator):
    give_back(proposal, now, remarks={}, reason="全体に、数字を添えてください。", by=coordinator)
    assert changes_of(proposal).get().reason == "全体に、数字を添えてください。"
    assert list(proposal.remarks.values_list("field", "text")) == [("", "全体に、数字を添えてください。")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"remarks": {"purpose": "  "}}, "reason"),
        ({"remarks": {"secret": "なに"}}, "field"),
        ({"due_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "past"),
    ],
)
def test_what_cannot_be_sent_back(proposal, now, coordinator, more, code):
    with pytest.raises(ValidationError) as refused:
        give_back(proposal, now, by=coordinator, **more)
    assert refused.value.code == code
    proposal.refresh_from_db()
    assert (proposal.state, proposal.remarks.count()) == (ProposalState.CHECKING, 0)


def test_a_field_that_the_call_leaves_out_takes_no_remark(now, coordinator):
    proposal = ProposalFactory(checking=True, call__sections=[{"key": "team", "leave_out": True}])
    with pytest.raises(ValidationError):
        give_back(proposal, now, remarks={"team": "だれがしますか。"}, by=coordinator)


def test_the_second_of_two_who_send_back_at_once_is_told(proposal, now, coordinator):
    other_page = type(proposal).objects.get(pk=proposal.pk)
    give_back(proposal, now, by=coordinator)
    with pytest.raises(StepRefused) as refused:
        give_back(other_page, now, by=coordinator)
    assert refused.value.messages == [
        "いまの状態（差戻し）では「差し戻す」はできません。画面を開き直して確かめてください。"
    ]
    assert proposal.remarks.count() == 1


@pytest.mark.parametrize("role", UNTOUCHED)
def test_nobody_but_the_impartial_office_sends_back_asks_or_settles(proposal, now, role):
    user = actor(role, proposal)
    remark = ProposalRemarkFactory(proposal=proposal, answered=True)
    for act in (
        lambda: give_back(proposal, now, by=user),
        lambda: ask(proposal, now, by=user),
        lambda: settle_question(remark=remark, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_handing_in_again_settles_what_was_sent_back_and_no_question(now):
    proposal = ProposalFactory(returned=True)
    ProposalRemarkFactory.create_batch(2, proposal=proposal)
    ProposalRemarkFactory(question=True, proposal=proposal)
    ProposalRemarkFactory()
    assert settle_returns(proposal) == 2
    assert [remark.kind for remark in proposal.remarks.open()] == [RemarkKind.QUESTION]
    assert set(proposal.remarks.filter(kind=RemarkKind.RETURN).values_list("settled_at", flat=True)) == {now}


def test_handing_in_for_the_first_time_has_nothing_to_settle():
    assert settle_returns(ProposalFactory(submitted=True)) == 0


@pytest.mark.parametrize("state", [each for each in ProposalState if each not in ProposalState.in_checking()])
def test_a_question_is_asked_only_while_the_office_checks(now, coordinator, state):
    proposal = ProposalFactory(**({} if state == ProposalState.DRAFT else {state.value: True}))
    with pytest.raises(StepRefused):
        ask(proposal, now, by=coordinator)


def test_a_question_leaves_the_proposal_as_it_is(proposal, now, coordinator):
    remark = ask(proposal, now, field="", by=coordinator)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.open_until) == (ProposalState.CHECKING, None)
    assert list(ProposalRemark.objects.unanswered()) == [remark]


@pytest.mark.parametrize("role", ["officer", "editor", "coordinator_of_group"])
def test_the_group_answers_and_the_office_settles(proposal, now, coordinator, role):
    remark, user = ask(proposal, now, by=coordinator), actor(role, proposal)
    answered = answer_question(remark=remark, text="2時間分です。", by=user)
    assert (answered.answer, answered.answered_at, answered.answered_by) == ("2時間分です。", now, user)
    assert list(ProposalRemark.objects.answered()) == [remark]
    settled = settle_question(remark=remark, by=coordinator)
    assert (settled.settled_at, settled.settled_by) == (now, coordinator)
    assert list(ProposalRemark.objects.open()) == []


def test_the_second_of_two_answers_is_refused_with_who_was_first(proposal, now, coordinator):
    remark, first = ask(proposal, now, by=coordinator), actor("editor", proposal)
    answer_question(remark=remark, text="一つめ", by=first)
    with pytest.raises(StepRefused) as refused:
        answer_question(remark=remark, text="二つめ", by=actor("officer", proposal))
    assert refused.value.messages == [f"{first}さんが、先に答えを送りました。"]
    remark.refresh_from_db()
    assert remark.answer == "一つめ"


@pytest.mark.parametrize("role", ["viewer", "other_officer", "coordinator", "concerned", "citizen"])
def test_nobody_else_answers_for_the_group(proposal, now, coordinator, role):
    remark = ask(proposal, now, by=coordinator)
    with pytest.raises(PermissionDenied):
        answer_question(remark=remark, text="代わりに", by=actor(role, proposal))


@pytest.mark.parametrize(
    "made",
    [
        {"question": True, "settled": True},
        {},
        {"question": True, "proposal__rejected": True},
        {"question": True, "proposal__withdrawn": True},
    ],
)
def test_what_waits_for_no_answer_takes_none(made):
    traits = {name: value for name, value in made.items() if name.startswith("proposal__")}
    proposal = ProposalFactory(**{name.removeprefix("proposal__"): value for name, value in traits.items()})
    rest = {name: value for name, value in made.items() if name not in traits}
    remark = ProposalRemarkFactory(**rest, **({"proposal": proposal} if traits else {}))
    with pytest.raises(StepRefused):
        answer_question(remark=remark, text="もう一度", by=actor("editor", remark.proposal))


def test_what_was_sent_back_is_not_settled_by_hand(coordinator):
    with pytest.raises(StepRefused):
        settle_question(remark=ProposalRemarkFactory(), by=coordinator)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_back_in_the_same_moment_one_is_told():
    proposal, office = ProposalFactory(checking=True), PostFactory(coordinator=True).user

    def send_back():
        try:
            return give_back(Proposal.objects.get(pk=proposal.pk), timezone.now(), by=office).state
        except StepRefused as refused:
            return refused.code

    assert sorted(at_once(send_back)) == ["returned", "state"]
    assert proposal.remarks.count() == 1
