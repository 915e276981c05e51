"""A new group comes in by a phone, is sent back, mends and is registered; an invitation works once."""

import re

from playwright.sync_api import expect

from organizations.enums import OrganizationState
from organizations.models import Organization
from tests.browser.hands import expect_said
from tests.browser.made import address_in
from tests.harness.browser import NARROW, axe

PASSWORD = "midori-no-niwa-26"
NAME = "見本みどりの庭の会"


def test_a_new_group_registers(open_page, demo, mailoutbox):
    phone, office = open_page(width=NARROW), open_page(user=demo.user("coordinator"))
    sign_up(phone, "niwa@kyodo.example", mailoutbox)
    apply_for(phone, NAME)
    group = Organization.objects.get(name=NAME)
    assert group.state == OrganizationState.APPLIED

    office.goto("/organizations/applications/")
    office.get_by_role("link", name=NAME).click()
    office.get_by_text("直してほしいことを書く：活動の内容").click()
    office.get_by_label("活動の内容について").fill("活動の回数も書いてください。")
    office.get_by_role("button", name="差し戻す").click()
    expect_said(office, "差し戻しました")

    phone.goto("/desk/")
    phone.get_by_role("listitem").filter(has_text=NAME).get_by_role("link", name="直す").click()
    expect(phone.locator("#remark-activities")).to_contain_text("活動の回数も書いてください。")
    phone.get_by_role("textbox", name="活動の内容").fill("月に2回、公園の花壇を手入れする。")
    phone.get_by_role("button", name="保存して出し直す").click()
    expect_said(phone, "出し直しました")

    office.goto(f"/organizations/{group.pk}/check/")
    expect(office.get_by_role("main")).to_contain_text("月に2回、公園の花壇を手入れする。")
    office.get_by_role("button", name="登録する").click()
    expect_said(office, f"{NAME}を登録しました")
    group.refresh_from_db()
    assert group.state == OrganizationState.REGISTERED


def sign_up(page, email: str, mailoutbox) -> None:
    """Register a person; the code comes by mail."""
    page.goto("/accounts/signup/")
    fill_account(page, email)
    expect(page).to_have_url(re.compile("/accounts/confirm-email/"))
    assert axe(page) == []
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mailoutbox[-1].body, re.MULTILINE).group(1)
    page.get_by_role("textbox", name="コード").fill(code.lower())
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("わたしの机")


def fill_account(page, email: str) -> None:
    page.get_by_role("textbox", name="氏名").fill("見本 苗")
    page.get_by_role("textbox", name="メールアドレス").fill(email)
    page.get_by_role("textbox", name="パスワード 必須").fill(PASSWORD)
    page.get_by_role("textbox", name="パスワード (再入力)").fill(PASSWORD)
    page.get_by_role("button", name="登録する").click()


def apply_for(page, name: str) -> None:
    page.goto("/organizations/apply/")
    page.get_by_role("textbox", name="団体名").fill(name)
    page.get_by_role("textbox", name="フリガナ").fill("みほんみどりのにわのかい")
    page.get_by_role("combobox", name="種類").select_option("任意団体")
    page.get_by_role("checkbox", name="まちづくり").check()
    page.get_by_role("textbox", name="団体の目的").fill("公園に花を絶やさない。")
    page.get_by_role("textbox", name="代表者").fill("見本 苗")
    page.get_by_role("textbox", name="電話").fill("０４２－４６４－１３１１")
    page.get_by_role("button", name="申請する").click()
    expect_said(page, "申請を受け付けました")


def test_an_invitation_works_once(open_page, demo, mailoutbox):
    officer = open_page(width=NARROW, user=demo.user("officer"))
    group = demo.user("officer").memberships.get().organization
    officer.goto(f"/organizations/{group.pk}/members/")
    officer.get_by_role("link", name="招待する").first.click()
    officer.get_by_role("textbox", name="メールアドレス").fill("nakama@kyodo.example")
    officer.get_by_role("button", name="招待を送る").click()
    expect_said(officer, "nakama@kyodo.exampleに招待を送りました")
    link = address_in(mailoutbox[-1].body)

    invited = open_page(width=NARROW)
    invited.goto(link)
    invited.get_by_role("link", name="利用者の登録をする").click()
    fill_account(invited, "nakama@kyodo.example")
    invited.get_by_role("button", name="招待を受ける").click()
    expect_said(invited, "みほん子育てひろばに加わりました")
    assert invited.goto(link).status == 410
    assert axe(invited) == []
    assert group.memberships.filter(user__email="nakama@kyodo.example").count() == 1
