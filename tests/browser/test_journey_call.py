"""The office makes a call and publishes it; a group asks on a phone; the office answers and changes the call."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from projects.models import Call
from tests.browser.hands import expect_said
from tests.browser.office import fill_moments, make_draft, new_programme, publish
from tests.factories.organizations import MembershipFactory


@pytest.fixture
def programme(portal):
    return new_programme()


def test_from_the_programme_to_a_published_call(page, sign_in, demo, programme):
    sign_in(page, demo.user("coordinator"))
    make_draft(page, programme)
    expect(page.get_by_role("heading", level=1)).to_have_text("1. 基本")
    page.get_by_role("textbox", name="予算").fill("１５０万円")
    page.get_by_role("button", name="保存して「期間」へ").click()

    fill_moments(page, closes_after=datetime.timedelta(days=-1))
    page.get_by_role("button", name="保存して「部門」へ").click()
    expect(page.get_by_role("heading", name="1か所を確かめてください")).to_be_visible()
    fill_moments(page, closes_after=datetime.timedelta(days=20))
    page.get_by_role("button", name="保存して「部門」へ").click()

    page.get_by_role("button", name="部門をもう一つ加える").click()
    second = page.get_by_role("group", name="部門 2")
    second.get_by_role("textbox", name="部門の名前").fill("若者部門")
    second.get_by_role("textbox", name="1年目の負担率").fill("８０")
    expect(page.get_by_text("保存しました")).to_be_visible()
    page.get_by_role("button", name="保存して「応募の条件」へ").click()
    expect_said(page, "「部門」を保存しました。")

    call = programme.calls.get()
    assert [(each.name, each.rates) for each in call.categories.all()] == [
        ("まちづくり部門", []),
        ("若者部門", [80]),
    ]
    page.goto(f"/projects/calls/{call.pk}/office/")
    page.get_by_role("link", name="下見").click()
    expect(page.get_by_text("まだ公開していません")).to_be_visible()
    page.get_by_role("link", name="下見を終える").click()
    publish(page)
    assert Call.objects.get(pk=call.pk).state == "published"


@pytest.fixture
def open_call(programme, demo):
    now = timezone.now()
    return Call.objects.create(
        programme=programme,
        fiscal_year=2026,
        project_year=2027,
        title=f"見本の募集 {programme.pk}",
        summary="企画を募ります。",
        state="published",
        opens_at=now - datetime.timedelta(days=1),
        closes_at=now + datetime.timedelta(days=3, hours=4, minutes=30),
    )


def test_a_question_from_a_phone_its_answer_and_a_change(page, phone, sign_in, demo, open_call):
    address = f"/projects/calls/{open_call.pk}/"
    member = MembershipFactory(officer=True)
    phone.goto(address)
    expect(phone.locator(".countdown").first).to_have_text("あと3日4時間")
    expect(phone.get_by_role("link", name="サインインして提案を書く")).to_be_visible()
    sign_in(phone, member.user)
    phone.goto(address)
    phone.get_by_text("質問する", exact=True).click()
    phone.get_by_role("textbox", name="質問").fill("オンラインでも相談できますか。")
    phone.get_by_role("button", name="事務局に質問を送る").click()
    expect_said(phone, "質問を送りました。")

    sign_in(page, demo.user("coordinator"))
    page.goto(f"{address}office/questions/")
    page.get_by_role("link", name="答える").click()
    page.get_by_role("textbox", name="回答").fill("できます。夜も受け付けます。")
    page.get_by_role("button", name="回答を公開する").click()
    expect_said(page, "回答を公開しました。")
    phone.goto(address)
    expect(phone.get_by_text("できます。夜も受け付けます。")).to_be_visible()
    expect(phone.get_by_role("main")).not_to_contain_text(member.organization.name)

    page.goto(f"{address}office/edit/papers/")
    page.get_by_role("textbox", name="書類").fill("団体の会則")
    page.get_by_role("button", name="変わるところを確かめる").click()
    expect(page.get_by_role("row", name="求める書類")).to_contain_text("団体の会則。必ず付ける")
    page.get_by_role("textbox", name="お知らせの文").fill("会則を付けてもらうことにしました。")
    page.get_by_role("button", name="お知らせを出して変える").click()
    phone.goto(address)
    expect(phone.get_by_text("会則を付けてもらうことにしました。")).to_be_visible()
