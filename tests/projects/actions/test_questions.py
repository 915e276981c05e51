from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.workflow import StepRefused
from projects.actions.questions import answer_question, ask_question
from projects.models import CallQuestion
from tests.factories.calls import CallFactory, CallQuestionFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.mark.parametrize("trait", ["to_open", ""])
def test_a_group_asks_from_the_publishing_until_the_closing(trait):
    member = MembershipFactory()
    call = CallFactory(**({trait: True} if trait else {}))
    question = ask_question(
        call, organization=member.organization, text="市外でもよいですか。", by=member.user
    )
    assert (question.asked_by, question.answered_at, question.public_text) == (member.user, None, "")


def test_a_button_pressed_twice_asks_once():
    member, call = MembershipFactory(), CallFactory()
    ask = partial(ask_question, call, organization=member.organization, by=member.user)
    asked = [
        ask(text="市外でもよいですか。"),
        ask(text="市外でもよいですか。"),
        ask(text="夜でもよいですか。"),
    ]
    assert [each == asked[0] for each in asked] == [True, True, False]
    assert CallQuestion.objects.count() == 2


@pytest.mark.parametrize("trait", ["over", "draft", "screening"])
def test_after_the_closing_nothing_is_asked(trait):
    member = MembershipFactory()
    with pytest.raises(StepRefused, match="受付が終わりました"):
        ask_question(
            CallFactory(**{trait: True}),
            organization=member.organization,
            text="まだですか。",
            by=member.user,
        )


def test_nobody_asks_for_another_group_or_one_that_is_not_registered():
    member = MembershipFactory()
    applied = MembershipFactory(organization=OrganizationFactory(applied=True))
    for group, user in (
        (OrganizationFactory(), member.user),
        (applied.organization, applied.user),
        (member.organization, MembershipFactory(organization=member.organization, viewer=True).user),
    ):
        with pytest.raises(PermissionDenied):
            ask_question(CallFactory(), organization=group, text="質問です。", by=user)


def test_an_answer_is_dated_and_may_be_written_anew(coordinator, now):
    question = answer_question(
        CallQuestionFactory(),
        public_text="市外でもよいですか。",
        answer="はい。",
        base_version=1,
        by=coordinator,
    )
    assert (question.answered_at, question.answered_by, question.answer) == (now, coordinator, "はい。")
    again = answer_question(
        question, public_text="市外でもよいですか。", answer="いいえ。", base_version=2, by=coordinator
    )
    assert [row.answer for row in again.history.all()] == ["いいえ。", "はい。", ""]
