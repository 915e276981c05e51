"""What is told to whom about a call and its questions. The acts themselves are tried in tests/projects/actions."""

import datetime

import pytest
from django.urls import reverse

from kyodo.models import Letter
from kyodo.outbox.kinds import kind_of
from projects.actions.calls import cancel_call, extend_deadline
from projects.actions.questions import answer_question, ask_question
from projects.letters.calls import tell_published
from tests.factories.calls import CallFactory, CallQuestionFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def letters(kind):
    return Letter.objects.filter(kind=kind)


def recipients(kind) -> set:
    return {letter.recipient for letter in letters(kind)}


def test_a_call_that_is_out_is_told_to_whoever_writes_for_a_registered_group_once(coordinator):
    writer, officer = MembershipFactory(), MembershipFactory(officer=True)
    MembershipFactory(user=writer.user)
    MembershipFactory(viewer=True)
    MembershipFactory(organization=OrganizationFactory(applied=True))
    call = CallFactory(title="夏の募集", summary="企画を募ります。")
    for _ in range(2):
        tell_published(call, by=coordinator)
    assert recipients("call_published") == {writer.user, officer.user}
    assert letters("call_published").count() == 2
    letter = letters("call_published")[0]
    assert (letter.subject, letter.url) == (
        "募集のお知らせ：夏の募集",
        reverse("projects:call", args=[call.pk]),
    )
    assert ["企画を募ります。" in letter.body, kind_of("call_published").is_due] == [True, False]


def test_a_change_is_told_to_those_who_write_or_wait_in_this_call(coordinator):
    call = CallFactory(title="夏の募集")
    drafting = MembershipFactory(organization=ProposalFactory(call=call).organization)
    waiting = MembershipFactory(organization=ProposalFactory(call=call, submitted=True).organization)
    MembershipFactory(organization=ProposalFactory(call=call, withdrawn=True).organization)
    MembershipFactory(organization=ProposalFactory().organization)
    later = call.closes_at + datetime.timedelta(days=7)
    extend_deadline(call, closes_at=later, notice="台風のためです。", by=coordinator)
    assert recipients("call_changed") == {drafting.user, waiting.user}
    body = letters("call_changed")[0].body
    assert ["台風のためです。" in body, "・締切\n　前：" in body] == [True, True]


def test_a_cancelled_call_is_told_to_those_who_write_in_it(coordinator):
    call = CallFactory()
    drafting = MembershipFactory(organization=ProposalFactory(call=call).organization)
    cancel_call(call, by=coordinator, reason="予算がつきませんでした。")
    assert recipients("call_changed") == {drafting.user}


def test_a_question_goes_to_the_office_and_its_answer_to_the_asker_alone(coordinator):
    asker = MembershipFactory()
    MembershipFactory(organization=asker.organization)
    question = ask_question(
        CallFactory(), organization=asker.organization, text="市外でもよいですか。", by=asker.user
    )
    assert recipients("call_question_asked") == {coordinator}
    assert letters("call_question_asked").get().url == reverse("projects:answer_question", args=[question.pk])
    answer_question(
        question, public_text="市外でもよいですか。", answer="はい。", base_version=1, by=coordinator
    )
    letter = letters("call_question_answered").get()
    assert (letter.recipient, "回答：はい。" in letter.body) == (asker.user, True)


def test_who_has_left_is_told_nothing(coordinator):
    for asker in (None, UserFactory(is_active=False)):
        question = CallQuestionFactory(asked_by=asker)
        answer_question(question, public_text="質問", answer="回答", base_version=1, by=coordinator)
    assert letters("call_question_answered").count() == 0
