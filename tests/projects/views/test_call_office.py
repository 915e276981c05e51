import datetime

import pytest
from django.urls import reverse

from projects.actions.calls import create_call
from projects.enums import CallState
from projects.models import Call
from tests.factories.calls import CallFactory, CallNoticeFactory, CallQuestionFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.panels import screening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TRAITS = ["draft", "", "to_open", "over", "screening", "decided", "ended", "cancelled"]
PAGES = ["call_office", "call_history", "call_publish", "call_extend"]
STEPS = ["screen", "end", "cancel"]


@pytest.fixture
def office(as_, coordinator):
    return as_(coordinator)


def made(trait: str) -> Call:
    return CallFactory(**({trait: True} if trait else {}))


def step(call, action: str) -> str:
    return reverse("projects:call_step", args=[call.pk, action])


def test_the_list_holds_drafts_too_and_costs_the_same(office, django_assert_num_queries):
    CallFactory(draft=True, title="下書きの募集")
    address = reverse("projects:office_calls")
    assert "下書きの募集" in office.get(address).text
    with django_assert_num_queries(10):
        office.get(address)
    CallFactory()
    CallFactory(decided=True)
    with django_assert_num_queries(10):
        office.get(address)


def test_the_page_of_a_call_says_what_is_next_and_counts(office):
    call = CallFactory()
    ProposalFactory(submitted=True, call=call)
    ProposalFactory(call=call)
    CallQuestionFactory(call=call)
    page = office.get(reverse("projects:call_office", args=[call.pk]))
    assert page.context["numbers"] == {"drafts": 1, "handed_in": 1, "groups": 1}
    assert (page.context["unanswered"], page.context["next"].what) == (1, "質問（1件）に答える")


def test_the_page_of_a_call_leads_to_what_is_next(office):
    call, round_ = CallFactory(over=True), screening(proposals=2, undeclared=True)
    ProposalFactory(submitted=True, call=call)
    listed = f"{reverse('projects:office_proposals')}?call={call.pk}"
    matrix = reverse("projects:matrix", args=[round_.call.pk])
    pages = [office.get(reverse("projects:call_office", args=[each.pk])) for each in (call, round_.call)]
    assert [page.context["next_url"] for page in pages] == [listed, matrix]
    assert [step(call, "screen") in page.text for page in pages] == [True, False]
    assert pages[1].context["next"].what == "採点を待っています（残り2件）"


@pytest.mark.parametrize("trait", TRAITS)
def test_every_page_answers_in_every_state(office, trait):
    call = made(trait)
    CallNoticeFactory(call=call)
    answers = [office.get(reverse(f"projects:{name}", args=[call.pk])).status_code for name in PAGES]
    publishable, extendable = trait == "draft", trait in ("", "to_open", "over")
    assert answers == [200, 200, 200 if publishable else 302, 200 if extendable else 302]
    assert [office.get(step(call, action)).status_code for action in STEPS] == [200] * 3


def test_publishing_lists_what_is_missing_and_refuses(office, coordinator):
    call = create_call(ProgrammeFactory(), fiscal_year=2026, by=coordinator)
    address = reverse("projects:call_publish", args=[call.pk])
    page = office.get(address)
    assert [gap.part for gap in page.context["blocking"]] == ["basics", "period", "categories", "criteria"]
    assert "締切が決まっていません" in page.text
    refused = office.post(address)
    assert (refused.status_code, "まだ公開できません" in refused.text) == (422, True)
    call.refresh_from_db()
    assert call.state == "draft"


def test_a_whole_call_is_published(office, coordinator, now):
    programme = ProgrammeFactory(
        purpose="団体の力を生かします。",
        categories=[{"key": "new", "name": "新規"}],
        criteria=[{"label": "課題"}],
    )
    call = create_call(programme, fiscal_year=2026, by=coordinator)
    call.opens_at, call.closes_at = now, now + datetime.timedelta(days=30)
    call.save()
    answer = office.post(reverse("projects:call_publish", args=[call.pk]))
    assert answer.url == reverse("projects:call_office", args=[call.pk])
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED


def test_a_deadline_is_extended(office):
    call = CallFactory()
    address = reverse("projects:call_extend", args=[call.pk])
    later = call.closes_at + datetime.timedelta(days=7)
    early = office.post(address, {"closes_at": "2026/7/2 9:00", "notice": "延ばします。"})
    assert list(early.context["form"].errors) == ["closes_at"]
    bare = office.post(address, {"closes_at": later.isoformat()})
    assert list(bare.context["form"].errors) == ["notice"]
    office.post(address, {"closes_at": later.isoformat(), "notice": "延ばします。"})
    call.refresh_from_db()
    assert (call.closes_at, call.notices.get().text) == (later, "延ばします。")


@pytest.mark.parametrize(
    ("trait", "action", "state"),
    [
        ("over", "screen", "screening"),
        ("over", "end", "ended"),
        ("decided", "end", "ended"),
        ("", "cancel", "cancelled"),
    ],
)
def test_a_call_takes_its_steps(office, trait, action, state):
    call = made(trait)
    office.post(step(call, action), {"reason": "予算がつきませんでした。"})
    call.refresh_from_db()
    assert call.state == state


@pytest.mark.parametrize(("trait", "action"), [("", "screen"), ("screening", "end"), ("decided", "cancel")])
def test_a_step_that_is_not_open_is_said(office, trait, action):
    call = made(trait)
    state = call.state
    answer = office.post(step(call, action), {"reason": "理由"}, follow=True)
    call.refresh_from_db()
    assert (call.state, "notice-error" in answer.text) == (state, True)


def test_a_call_is_not_cancelled_without_a_reason(office):
    call = CallFactory()
    assert office.post(step(call, "cancel"), {"reason": " "}).status_code == 422


def test_an_unknown_step_is_not_found(office):
    call = CallFactory()
    assert office.post(reverse("projects:call_step", args=[call.pk, "announce"])).status_code == 404


@pytest.mark.parametrize("trait", ["draft", ""])
def test_who_does_not_run_the_programme_is_refused(as_, clerk, member, citizen, trait):
    call = made(trait)
    addresses = [
        reverse("projects:call_office", args=[call.pk]),
        reverse("projects:call_history", args=[call.pk]),
        reverse("projects:call_publish", args=[call.pk]),
        reverse("projects:call_extend", args=[call.pk]),
        reverse("projects:call_step", args=[call.pk, "cancel"]),
    ]
    for person in (clerk, member, citizen):
        browser = as_(person)
        answers = [browser.post(each).status_code for each in addresses[2:]]
        answers += [browser.get(each).status_code for each in addresses]
        assert answers == [404 if trait else 403] * 8
        assert browser.get(reverse("projects:office_calls")).status_code == 403
