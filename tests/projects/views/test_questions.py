import pytest
from django.urls import reverse

from kyodo.models import Draft, Letter
from projects.models import CallQuestion
from tests.factories.calls import CallFactory, CallQuestionFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, PostFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def asker():
    return MembershipFactory(
        organization=OrganizationFactory(name="ひみつの会", kana="ヒミツノカイ"),
        user=UserFactory(name="秘密 花子", email="secret@example.jp"),
    ).user


def ask(browser, call, **typed):
    group = typed.pop("organization", None)
    data = {"text": "市外の人が入っていてもよいですか。", **typed}
    data |= {"organization": str(group.pk)} if group else {}
    return browser.post(reverse("projects:ask_question", args=[call.pk]), data)


def own_group(user):
    return user.memberships.get().organization


def test_a_group_asks_on_the_calls_page(as_, asker):
    call = CallFactory()
    browser = as_(asker)
    assert "事務局に質問を送る" in browser.get(reverse("projects:call", args=[call.pk])).text
    answer = ask(browser, call, organization=own_group(asker))
    assert answer.url == f"{reverse('projects:call', args=[call.pk])}#questions"
    assert (CallQuestion.objects.get().asked_by, CallQuestion.objects.get().call) == (asker, call)


def test_an_empty_question_is_said_at_its_field(as_, asker):
    answer = ask(as_(asker), CallFactory(), organization=own_group(asker), text="")
    assert (answer.status_code, "質問を書いてください。" in answer.text) == (422, True)


def test_a_question_that_was_begun_comes_back_until_it_is_sent(as_, asker):
    call = CallFactory()
    browser = as_(asker)
    key = f"projects.question:of-call-{call.pk}"
    browser.post("/drafts/save/", {"draft_key": key, "text": "書きかけの質問"})
    page = browser.get(reverse("projects:call", args=[call.pk]))
    assert page.context["question_form"]["text"].value() == "書きかけの質問"
    ask(browser, call, organization=own_group(asker))
    assert Draft.objects.count() == 0


def test_an_answer_that_was_begun_comes_back_until_it_is_sent(as_, coordinator):
    question = CallQuestionFactory()
    address, browser = reverse("projects:answer_question", args=[question.pk]), as_(coordinator)
    browser.post(
        "/drafts/save/", {"draft_key": f"projects.question:{question.pk}", "answer": "書きかけの答え"}
    )
    assert browser.get(address).context["form"]["answer"].value() == "書きかけの答え"
    browser.post(address, {"public_text": "質問", "answer": "答え", "base_version": "1"})
    assert Draft.objects.count() == 0


def test_after_the_closing_the_form_is_gone_and_the_server_cannot_be_talked_round(as_, asker):
    call = CallFactory(over=True)
    browser = as_(asker)
    assert "事務局に質問を送る" not in browser.get(reverse("projects:call", args=[call.pk])).text
    ask(browser, call, organization=own_group(asker))
    assert CallQuestion.objects.count() == 0


def test_who_has_no_registered_group_cannot_ask(as_, citizen, coordinator):
    call = CallFactory()
    for person in (citizen, coordinator):
        assert ask(as_(person), call).status_code == 403
    applied = MembershipFactory(organization=OrganizationFactory(applied=True)).user
    answer = ask(as_(applied), call, organization=own_group(applied))
    assert (answer.status_code, CallQuestion.objects.count()) == (422, 0)


def test_a_question_about_a_draft_or_for_another_group_is_refused(as_, asker):
    draft, call = CallFactory(draft=True), CallFactory()
    address = reverse("projects:ask_question", args=[draft.pk])
    assert as_(asker).post(address, {"text": "いつですか。"}).status_code == 404
    assert ask(as_(asker), call, organization=OrganizationFactory()).status_code == 422


def test_the_office_answers_and_everybody_reads_it_without_a_name(as_, client, asker, coordinator, clerk):
    question = CallQuestionFactory(
        organization=own_group(asker), asked_by=asker, text="ひみつの会ですが、市外でもよいですか。"
    )
    address = reverse("projects:answer_question", args=[question.pk])
    page = as_(coordinator).get(address)
    assert page.context["form"]["public_text"].value() == question.text
    typed = {"public_text": "市外でもよいですか。", "answer": "市民が主なら構いません。", "base_version": "1"}
    answer = as_(coordinator).post(address, typed)
    assert answer.url == reverse("projects:questions", args=[question.call.pk])
    secrets = ("ひみつの会", "ヒミツノカイ", "秘密 花子", "secret@example.jp")
    call = reverse("projects:call", args=[question.call.pk])
    for browser in (client, as_(clerk), as_(UserFactory())):
        text = browser.get(call).text
        assert ["市外でもよいですか。" in text, "市民が主なら構いません。" in text] == [True, True]
        for address in (
            call,
            reverse("projects:calls"),
            reverse("projects:call_calendar"),
            "/search/?q=市外",
        ):
            assert [word for word in secrets if word in browser.get(address).content.decode()] == []


def test_two_who_answer_at_once_see_both_answers(as_, coordinator):
    question, second = CallQuestionFactory(), PostFactory(coordinator=True).user
    address = reverse("projects:answer_question", args=[question.pk])
    typed = {"public_text": "市外でもよいですか。", "base_version": "1"}
    as_(coordinator).post(address, {**typed, "answer": "はい。"})
    refused = as_(second).post(address, {**typed, "answer": "市民が主なら。"})
    [difference] = refused.context["differences"]
    assert (refused.status_code, difference.theirs, difference.mine) == (409, "はい。", "市民が主なら。")
    assert CallQuestion.objects.get().answer == "はい。"
    again = {**typed, "base_version": "2", "answer": "市民が主なら。", "choice_answer": "mine"}
    assert as_(second).post(address, again).status_code == 302
    assert CallQuestion.objects.get().answer == "市民が主なら。"


def test_an_answer_sent_twice_is_told_once(as_, coordinator):
    question = CallQuestionFactory()
    typed = {"public_text": "市外でもよいですか。", "answer": "はい。", "base_version": "1"}
    for _ in range(2):
        answer = as_(coordinator).post(reverse("projects:answer_question", args=[question.pk]), typed)
        assert answer.status_code == 302
    assert (question.history.count(), Letter.objects.count()) == (2, 1)


def test_an_answer_needs_both_texts(as_, coordinator):
    question = CallQuestionFactory()
    address = reverse("projects:answer_question", args=[question.pk])
    answer = as_(coordinator).post(address, {"public_text": " ", "answer": ""})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["answer", "public_text"])


def test_the_office_sees_who_asked_and_what_waits_first(as_, coordinator, django_assert_num_queries):
    call = CallFactory()
    CallQuestionFactory(call=call, answered=True, public_text="答えた質問")
    CallQuestionFactory(call=call, text="待っている質問", organization__name="花の会")
    address = reverse("projects:questions", args=[call.pk])
    browser = as_(coordinator)
    text = browser.get(address).text
    assert text.index("待っている質問") < text.index("答えた質問")
    assert "花の会" in text
    with django_assert_num_queries(6):
        browser.get(address)
    for _ in range(2):
        CallQuestionFactory(call=call, answered=True)
    with django_assert_num_queries(6):
        browser.get(address)


def test_who_does_not_run_the_programme_cannot_read_or_answer(as_, clerk, member, asker):
    question = CallQuestionFactory(organization=own_group(asker), asked_by=asker)
    for person in (clerk, member, asker):
        for name, pk in (
            ("projects:questions", question.call.pk),
            ("projects:answer_question", question.pk),
        ):
            assert as_(person).get(reverse(name, args=[pk])).status_code == 403
