"""From the table of decisions to the published result: two of the office, a group, and a citizen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.actions.release import release
from projects.models import Call, Decision
from tests.browser.office import decision_on, fill_decision, read_decisions, release_now, save_decision
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.projects.deciding import coordinator, ready

REASON, COMMENT = "夜に話せる場が、いま足りていない。", "担い手を増やす工夫も聞きたい。"
WORDS = {"reason": REASON, "comment": COMMENT}


@pytest.fixture
def call(portal):
    call = CallFactory(screening=True, title="決定の旅の募集", needs_vote=False, budget=500_000)
    for title in ("夜の茶話会", "朝の体操"):
        proposal = ProposalFactory(screening=True, call=call, title=title, requested=300_000)
        ProposalRevisionFactory(proposal=proposal)
        MembershipFactory(organization=proposal.organization, officer=True)
    return call


def test_from_the_decision_to_the_published_result(call, page, open_page, sign_in, portal):
    first, second = coordinator(), coordinator()
    address = portal.url + reverse("projects:decisions", args=[call.pk])
    sign_in(page, first)
    page.goto(address)
    fill_decision(page, "夜の茶話会", "採択", money="２５０，０００", **WORDS)
    expect(decision_on(page, "夜の茶話会").get_by_text("保存しました")).to_be_visible()
    page.reload()
    expect(decision_on(page, "夜の茶話会").get_by_role("textbox", name="理由")).to_have_value(REASON)
    save_decision(page, "夜の茶話会")
    expect(page.get_by_text("この端末に残っています")).to_have_count(0)
    expect(page.locator(".sums-money")).to_contain_text("残り 250,000円")
    fill_decision(page, "朝の体操", "不採択", **WORDS)
    save_decision(page, "朝の体操")

    other = open_page(user=second)
    other.goto(address)
    other.get_by_role("link", name="ほかの人の決定を確かめる").click()
    read_decisions(other, 2)
    release_now(other, call, letters=2)

    visitor = open_page()
    visitor.goto(portal.url + reverse("projects:results", args=[call.pk]))
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("2件の提案から、1件を採択しました。")
    expect(main).to_contain_text(COMMENT)
    expect(main).not_to_contain_text("朝の体操")
    assert Call.objects.get(pk=call.pk).state == "decided"
    assert set(Decision.objects.filter(proposal__call=call).values_list("read_by", flat=True)) == {second.pk}


def test_a_group_takes_its_letter_on_a_phone(phone, sign_in, portal):
    told = release(ready("adopted", title="通知の旅の募集"), by=coordinator())
    proposal = told.proposals.get()
    sign_in(phone, proposal.organization.memberships.get().user)
    phone.goto(portal.url + reverse("projects:proposal", args=[proposal.pk]))
    phone.get_by_role("link", name="結果と通知書を見る").click()
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="通知書を受け取る").click()
    assert taken.value.suggested_filename.startswith("通知書_")
