"""The office alone, from the draft of a call to the published result; what others do is done by their verbs."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organizations.models import User
from projects.actions.panel import accept_panel_invitation
from projects.actions.proposals import Basics, start_proposal
from projects.models import Call, PanelMember, Programme, Proposal
from tests.browser.hands import expect_said
from tests.browser.office import (
    fill_decision,
    fill_moments,
    make_draft,
    new_programme,
    publish,
    read_decisions,
    release_now,
    save_decision,
)
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.harness.browser import NARROW, overflow
from tests.projects.whole import WHOLE
from tests.year_cast import hand_in, judge, write

NIGHT, MORNING = "介護する人の夜の茶話会", "朝の見守り体操"
MARKS = {NIGHT: (5, 4), MORNING: (3, 2)}  # of the first reviewer and of the second
EVENING_COMMENT, REASON = "夜の開催に期待します。", "必要とする人に届く。"


@dataclass
class Year:
    programme: Programme
    office: User
    reviewers: list[User]

    @property
    def call(self) -> Call:
        return self.programme.calls.get()

    def proposal(self, title: str) -> Proposal:
        return self.call.proposals.get(title=title)


@pytest.fixture
def year(portal) -> Year:
    return Year(
        programme=new_programme(papers=[]),
        office=PostFactory(coordinator=True, user__name="見本 秋代").user,
        reviewers=[UserFactory(name=name) for name in ("例野 一", "例野 二子")],
    )


def test_from_the_draft_to_the_published_result(page, open_page, sign_in, year):
    sign_in(page, year.office)
    it_writes_the_call_and_publishes_it(page, year)
    two_groups_hand_in_and_the_deadline_passes(year)
    it_checks_each(page, year)
    it_sends_them_to_the_screening(page, year)
    it_invites_two_reviewers(page, year)
    it_assigns_evenly(page, year)
    the_marks_come_and_it_closes(page, year)
    it_reads_the_ranking(page)
    it_decides(page)
    a_second_person_reads_and_releases(open_page(user=PostFactory(coordinator=True).user), year)
    a_citizen_reads_the_result(open_page(width=NARROW), year)


def go_on(page, year: Year, what: str, button: str) -> None:
    """On the office's page of the call stands what is next, and the button leads there."""
    page.goto(f"/projects/calls/{year.call.pk}/office/")
    expect(page.locator(".step-next")).to_contain_text(what)
    page.get_by_role("main").get_by_role("link", name=button, exact=True).click()


def it_writes_the_call_and_publishes_it(page, year):
    make_draft(page, year.programme)
    page.get_by_role("textbox", name="予算").fill("150,000")
    page.get_by_role("button", name="保存して「期間」へ").click()
    fill_moments(page, closes_after=datetime.timedelta(days=20))
    page.get_by_role("button", name="保存して「部門」へ").click()
    expect_said(page, "「期間」を保存しました。")
    page.goto(f"/projects/calls/{year.call.pk}/office/")
    publish(page)
    assert year.call.state == "published"


def two_groups_hand_in_and_the_deadline_passes(year):
    call = year.call
    for title in MARKS:
        officer = MembershipFactory(officer=True).user
        group = officer.memberships.get().organization
        basics = Basics(call.categories.get())
        proposal = start_proposal(call, organization=group, basics=basics, at=timezone.now(), by=officer)
        assert write(proposal, WHOLE | {"name": title, "condition.members": "12"}, officer) == []
        hand_in(proposal, officer)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now())


def it_checks_each(page, year):
    for title in MARKS:
        go_on(page, year, "提案（2件）の要件を確かめて、審査に進める", "提案を確かめる")
        page.get_by_role("link", name=title).click()
        page.get_by_role("link", name="要件の確認を始める").click()
        page.get_by_role("button", name="始める").click()
        expect_said(page, "要件の確認を始めました。")
        page.get_by_role("link", name="応募の条件を確かめる").click()
        expect(page.get_by_role("row", name="構成員の数")).to_contain_text("12人")
        page.get_by_role("radio", name="すべて満たしている").check()
        page.get_by_role("button", name="結果を保存する").click()
        expect_said(page, "確かめた結果を保存しました。")


def it_sends_them_to_the_screening(page, year):
    go_on(page, year, "提案（2件）の要件を確かめて、審査に進める", "提案を確かめる")
    page.get_by_role("link", name="確かめた2件を審査に進める").click()
    page.get_by_role("button", name="2件を審査に進める").click()
    expect_said(page, "2件を審査に進めました。")
    go_on(page, year, "審査を始める", "審査を始める")
    page.get_by_role("button", name="審査を始める").click()
    expect_said(page, "審査を始めました。")


def it_invites_two_reviewers(page, year):
    go_on(page, year, "審査委員を招待する", "審査委員を見る")
    for reviewer in year.reviewers:
        page.get_by_role("link", name="審査委員を招待する").first.click()
        page.get_by_role("textbox", name="メールアドレス").fill(reviewer.email)
        page.get_by_role("textbox", name="氏名").fill(reviewer.name)
        page.get_by_role("button", name="招待を送る").click()
        expect_said(page, "招待を送りました")
        accept_panel_invitation(PanelMember.objects.get(email=reviewer.email), by=reviewer)


def it_assigns_evenly(page, year):
    go_on(page, year, "提案（2件）に、読む委員を割り当てる", "割り当てる")
    page.get_by_role("spinbutton", name="1件の提案を読む委員の数").fill("2")
    page.get_by_role("button", name="ならして割り当てた形を見る").click()
    expect(page.get_by_role("main")).to_contain_text("新しく4件を割り当てます。")
    expect(page.get_by_role("main")).to_contain_text("採点の期限は決めていません。")
    page.get_by_role("button", name="割り当てて、委員に知らせる").click()
    expect_said(page, "4件を割り当て、委員に知らせました。")


def the_marks_come_and_it_closes(page, year):
    go_on(page, year, "採点を待っています（残り4件）", "進みぐあいを見る")
    reviewers = [page.get_by_role("columnheader", name=each.name) for each in year.reviewers]
    for column in reviewers:
        expect(column).to_contain_text("2件中0件")
    for title, marks in MARKS.items():
        for reviewer, mark in zip(year.reviewers, marks, strict=True):
            judge(year.proposal(title), reviewer, mark, stage=1)
    go_on(page, year, "採点がそろいました。締め切る", "進みぐあいを見る")
    for column in reviewers:
        expect(column).to_contain_text("2件中2件")
    page.get_by_role("link", name="採点を締め切る").click()
    page.get_by_role("button", name="締め切る").click()
    expect_said(page, "採点を締め切りました。")


def it_reads_the_ranking(page):
    page.get_by_role("link", name="順位を見る").click()
    rows = page.get_by_role("region", name="順位の表").get_by_role("row")
    expect(rows).to_contain_text(["提案", NIGHT, MORNING])
    expect(rows.nth(1)).to_contain_text("4.5")


def it_decides(page):
    page.get_by_role("link", name="決定へ進む").click()
    words = {"reason": REASON, "comment": EVENING_COMMENT}
    fill_decision(page, NIGHT, "採択", money="90,000", **words)
    save_decision(page, NIGHT)
    expect(page.locator(".sums-money")).to_contain_text("残り 60,000円")
    fill_decision(page, MORNING, "不採択", reason="協働で行う理由がはっきりしない。", comment="")
    save_decision(page, MORNING)


def a_second_person_reads_and_releases(page, year):
    go_on(page, year, "入れた人とは別の人が、決定（2件）を確かめる", "決定を確かめる")
    read_decisions(page, 2)
    release_now(page, year.call, letters=2)
    assert dict(year.call.proposals.values_list("title", "state")) == {NIGHT: "adopted", MORNING: "rejected"}


def a_citizen_reads_the_result(phone, year):
    phone.goto(f"/projects/calls/{year.call.pk}/")
    phone.get_by_role("link", name="結果を見る").click()
    main = phone.get_by_role("main")
    expect(main).to_contain_text("2件の提案から、1件を採択しました。")
    expect(main).to_contain_text(EVENING_COMMENT)
    for hidden in (MORNING, REASON):
        expect(main).not_to_contain_text(hidden)
    assert overflow(phone) == 0
