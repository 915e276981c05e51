"""Somebody writes while the sign-in ends or the deadline passes, and presses the button: every character is kept."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from projects.actions.submission import withdraw_proposal
from projects.models import Call, CallQuestion, Proposal
from tests.browser.hands import expect_said, sign_in_by_typing
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import ProposalFactory
from tests.harness.browser import NARROW
from tests.harness.demo import EMAILS
from tests.projects.whole import WHOLE

TYPED = "昼に働く人が、夜に話せる場をつくる。\n「ひとりではない」と思える𠮷🍙"


@pytest.fixture
def proposal(demo) -> Proposal:
    """Of the officer's group, whole but for its purpose."""
    call = CallFactory(title="見本のとぎれる募集", project_year=2027)
    return ProposalFactory(
        call=call,
        category=CategoryFactory(call=call, rates=[90], limits=[300_000]),
        organization=demo.user("officer").memberships.get().organization,
        title=WHOLE["name"],
        answers=WHOLE | {"purpose": ""},
    )


@pytest.fixture
def phone(open_page, demo):
    return open_page(width=NARROW, user=demo.user("officer"))


def write_purpose(phone, proposal: Proposal):
    phone.goto(f"/projects/proposals/{proposal.pk}/write/purpose/")
    box(phone).fill(TYPED)


def box(phone):
    return phone.get_by_role("main").get_by_role("textbox", name=re.compile("^事業の目的"))


def go_on(phone) -> None:
    phone.get_by_role("button", name="次へ").click()


def purpose(proposal: Proposal) -> str:
    return proposal.answers.get(key="purpose").value


def take_up_again(phone) -> None:
    """On the sign-in page: it says that nothing is lost, and leads back to where one was."""
    expect(phone.get_by_text("書いたものは、この端末に残っています。")).to_be_visible()
    sign_in_by_typing(phone, EMAILS["officer"])
    phone.get_by_role("button", name="書きかけを戻す").click()


def test_the_button_is_pressed_after_the_session(phone, proposal):
    write_purpose(phone, proposal)
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    go_on(phone)
    take_up_again(phone)
    expect(box(phone)).to_have_value(TYPED)
    go_on(phone)
    phone.wait_for_url("**/write/content/")
    assert purpose(proposal) == TYPED


def test_the_button_is_pressed_after_all_cookies_went(phone, proposal):
    write_purpose(phone, proposal)
    phone.context.clear_cookies()
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("送れませんでした")
    phone.go_back()
    take_up_again(phone)
    expect(box(phone)).to_have_value(TYPED)


def test_a_question_is_sent_after_the_session(phone, proposal):
    """Its form goes to an address that cannot be opened."""
    phone.goto(f"/projects/calls/{proposal.call_id}/")
    phone.get_by_text("質問する", exact=True).click()
    phone.get_by_role("textbox", name="質問").fill(TYPED)
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    phone.get_by_role("button", name="事務局に質問を送る").click()
    take_up_again(phone)
    expect(phone.get_by_role("textbox", name="質問")).to_have_value(TYPED)
    phone.get_by_role("button", name="事務局に質問を送る").click()
    expect_said(phone, "質問を送りました。")
    assert CallQuestion.objects.get(call=proposal.call_id).text == TYPED


def test_the_deadline_passes_in_a_section(phone, proposal):
    write_purpose(phone, proposal)
    Call.objects.filter(pk=proposal.call_id).update(closes_at=timezone.now())
    go_on(phone)
    phone.wait_for_url("**/write/content/")
    expect(phone.get_by_role("main")).to_contain_text("締切を過ぎたので、出せません。")
    assert purpose(proposal) == TYPED


def test_the_deadline_passes_before_the_last_button(phone, proposal):
    write_purpose(phone, proposal)
    go_on(phone)
    phone.wait_for_url("**/write/content/")
    phone.goto(f"/projects/proposals/{proposal.pk}/confirm/")
    Call.objects.filter(pk=proposal.call_id).update(closes_at=timezone.now())
    phone.get_by_role("button", name="提案書を出す").click()
    expect(phone.get_by_role("main")).to_contain_text(
        "締切を過ぎたので、出せません。書いたものは残っています。"
    )
    proposal.refresh_from_db()
    assert (proposal.state, purpose(proposal)) == ("draft", TYPED)


def test_another_member_takes_it_back_meanwhile(phone, demo, proposal):
    write_purpose(phone, proposal)
    withdraw_proposal(proposal, reason="来年度にします。", by=demo.user("officer"))
    go_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("保存できませんでした")
    expect(box(phone)).to_have_value(TYPED)
