"""A sheet from both sides: the group on a phone with the keyboard alone, the office holds the meeting and prints."""

import re

import pytest
from playwright.sync_api import expect

from reviews.enums import SheetState
from reviews.models import Sheet
from tests.browser.hands import expect_said, fill_date, tab_to
from tests.harness.browser import NARROW

RADAR = re.compile("/entry/radar/$")


@pytest.fixture
def sheet_number(demo):
    """The sheet of the open round with this number."""
    return lambda number: Sheet.objects.get(fiscal_year=demo.open_year, number=number)


def test_both_sides_finish_meet_and_print(open_page, demo, sheet_number):
    sheet = sheet_number(2)
    phone = open_page(width=NARROW, user=demo.user("officer"))
    fill_with_the_keyboard(phone, sheet)
    for side in ("団体", "市"):
        expect(phone.get_by_role("columnheader", name=side, exact=True).first).to_be_attached()
    hold_meeting(open_page(user=demo.user("coordinator")), sheet)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.FINAL


def fill_with_the_keyboard(phone, sheet) -> None:
    phone.goto(f"/reviews/{sheet.pk}/")
    tab_to(phone, phone.get_by_role("link", name="書きこむ"))
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/entry/")
    radar = phone.locator("#entry-radar svg")
    empty = radar.inner_html()
    axes = phone.locator("[data-rating-group]")
    for number, score in enumerate("45４3524"):
        tab_to(phone, axes.nth(number))
        with phone.expect_response(RADAR):
            phone.keyboard.press(score) if score.isascii() else press_full_width(axes.nth(number), score)
        expect(phone.get_by_role("status").filter(has_text="／7の視点")).to_contain_text(f"{number + 1}／7")
    assert radar.inner_html() != empty
    tab_to(phone, phone.get_by_role("textbox", name="団体のコメント"))
    phone.keyboard.type("初めての人が多く来た。")
    tab_to(phone, phone.get_by_role("button", name="書き終える"))
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/finish/")
    tab_to(phone, phone.get_by_role("button", name="書き終える"))
    phone.keyboard.press("Enter")
    expect_said(phone, "双方が書き終えました")


def press_full_width(axis, digit: str) -> None:
    """What a Japanese keyboard sends in full-width mode."""
    axis.locator(":focus").dispatch_event("keydown", {"key": digit, "bubbles": True, "cancelable": True})


def hold_meeting(page, sheet) -> None:
    page.goto(f"/reviews/{sheet.pk}/")
    page.get_by_role("link", name="ふりかえりの場を開く").first.click()
    page.get_by_role("group", name="合意").locator("label").filter(has_text="4").click()
    page.get_by_role("textbox", name="話したこと").fill("受付の分担がうまくいった。")
    page.get_by_role("button", name="目的の設定 →").click()
    page.get_by_role("link", name="まとめ").click()
    fill_date(page.get_by_role("group", name="開いた日"), "令和８年６月２日")
    page.get_by_role("textbox", name="来年度に向けて決めたこと").fill("午後の部を設ける。")
    page.get_by_role("button", name="保存して、確定に進む").click()
    page.get_by_role("button", name="確定する").click()
    expect_said(page, "「確定」にしました")
    printed = page.get_by_role("link", name="印刷する").first.get_attribute("href")
    assert page.request.get(printed).body()[:4] == b"%PDF"


def test_a_sheet_is_filled_without_scripts(open_page, demo, sheet_number):
    sheet = sheet_number(7)
    page = open_page(user=demo.user("coordinator"), java_script_enabled=False)
    page.goto(f"/reviews/{sheet.pk}/entry/")
    for axis in page.get_by_role("group", name=re.compile("^[1-7] ")).all():
        axis.locator("label").filter(has_text="3").click()
    page.get_by_role("textbox", name="市のコメント").fill("夜の回の会場を早めに決める。")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("main")).to_contain_text("7／7")
    assert sorted(rating.value for rating in sheet.ratings.filter(side="city")) == [3] * 7
