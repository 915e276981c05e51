"""From the table of decisions to the published result: two of the office, a group, and a citizen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.actions.release import release
from projects.models import Call, Decision
from tests.browser.hands import expect_said
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.projects.deciding import coordinator, ready

REASON, COMMENT = "夜に話せる場が、いま足りていない。", "担い手を増やす工夫も聞きたい。"


@pytest.fixture
def call(portal):
    call = CallFactory(screening=True, title="決定の旅の募集", needs_vote=False, budget=500_000)
    for title in ("夜の茶話会", "朝の体操"):
        proposal = ProposalFactory(screening=True, call=call, title=title, requested=300_000)
        ProposalRevisionFactory(proposal=proposal)
        MembershipFactory(organization=proposal.organization, officer=True)
    return call


def row(page, title):
    return page.get_by_role("region", name=title)


def fill(page, title, verdict, *, money="", reason=REASON, comment=COMMENT):
    form = row(page, title)
    form.get_by_role("radio", name=verdict, exact=True).check()
    if money:
        form.get_by_role("textbox", name="市の負担額").fill(money)
    form.get_by_role("textbox", name="理由").fill(reason)
    form.get_by_role("textbox", name="講評").fill(comment)


def test_from_the_decision_to_the_published_result(call, page, open_page, sign_in, portal):
    first, second = coordinator(), coordinator()
    address = portal.url + reverse("projects:decisions", args=[call.pk])
    sign_in(page, first)
    page.goto(address)
    fill(page, "夜の茶話会", "採択", money="２５０，０００")
    expect(row(page, "夜の茶話会").get_by_text("保存しました")).to_be_visible()
    page.reload()
    expect(row(page, "夜の茶話会").get_by_role("textbox", name="理由")).to_have_value(REASON)
    row(page, "夜の茶話会").get_by_role("button", name="この決定を保存する").click()
    expect_said(page, "「夜の茶話会」の決定を保存しました。")
    expect(page.get_by_text("この端末に残っています")).to_have_count(0)
    expect(page.locator(".sums-money")).to_contain_text("残り 250,000円")
    fill(page, "朝の体操", "不採択")
    row(page, "朝の体操").get_by_role("button", name="この決定を保存する").click()
    expect_said(page, "「朝の体操」の決定を保存しました。")

    other = open_page(user=second)
    other.goto(address)
    other.get_by_role("link", name="ほかの人の決定を確かめる").click()
    for box in other.get_by_role("checkbox").all():
        box.check()
    other.get_by_role("button", name="印を付けた決定を、確かめた").click()
    expect_said(other, "2件の決定を確かめました。")
    release_it(other, portal, call)

    visitor = open_page()
    visitor.goto(portal.url + reverse("projects:results", args=[call.pk]))
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("2件の提案から、1件を採択しました。")
    expect(main).to_contain_text(COMMENT)
    expect(main).not_to_contain_text("朝の体操")
    assert Call.objects.get(pk=call.pk).state == "decided"
    assert set(Decision.objects.filter(proposal__call=call).values_list("read_by", flat=True)) == {second.pk}


def release_it(page, portal, call):
    page.goto(portal.url + reverse("projects:release", args=[call.pk]))
    page.get_by_role("button", name="下書きを作る").click()
    page.get_by_role("link", name="下書きを読む").click()
    page.get_by_role("button", name="このページの2通を確かめた").click()
    page.goto(portal.url + reverse("projects:release", args=[call.pk]))
    page.get_by_role("radio", name="いますぐ公表する").check()
    page.get_by_role("button", name="公表する", exact=True).click()
    expect_said(page, "結果を公表しました。")


def test_a_group_takes_its_letter_on_a_phone(phone, sign_in, portal):
    told = release(ready("adopted", title="通知の旅の募集"), by=coordinator())
    proposal = told.proposals.get()
    sign_in(phone, proposal.organization.memberships.get().user)
    phone.goto(portal.url + reverse("projects:proposal", args=[proposal.pk]))
    phone.get_by_role("link", name="結果と通知書を見る").click()
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="通知書を受け取る").click()
    assert taken.value.suggested_filename.startswith("通知書_")
