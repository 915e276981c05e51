"""An administrator without a second factor gets no further than setting one up, and in with it afterwards."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from organizations.enums import PostRole
from organizations.models import Division
from tests.browser.hands import sign_in_by_typing
from tests.factories.organizations import PostFactory, UserFactory
from tests.harness.browser import axe

PERIOD = 30  # seconds for which a code stands


@pytest.fixture
def administrator(demo):
    user = UserFactory(email="new-administrator@kyodo.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    PostFactory(user=user, division=Division.objects.get(name="見本情報課"), role=PostRole.ADMINISTRATOR)
    return user


def test_an_administrator_sets_up_a_second_factor(page, open_page, administrator):
    page.goto("/desk/")
    sign_in_by_typing(page, administrator.email)
    expect(page.get_by_role("main")).to_contain_text("システム管理者には、二段階認証が必要です")
    page.goto("/city/")
    expect(page).to_have_url(re.compile("/accounts/2fa/$"))
    page.get_by_role("link", name="認証アプリを登録する").click()
    confirm_password(page)
    secret = page.get_by_role("textbox", name="読み取れないときの鍵").input_value()
    page.get_by_role("textbox", name="認証アプリコード").fill(code_of(secret))
    page.get_by_role("button", name="登録する").click()
    page.goto("/city/")
    expect(page.get_by_role("heading", level=1)).to_have_text("市の設定")

    again = open_page()
    again.goto("/city/")
    sign_in_by_typing(again, administrator.email)
    expect(again).to_have_url(re.compile("/accounts/2fa/authenticate/"))
    assert axe(again) == []
    again.get_by_role("textbox", name="コード").fill(code_of(secret))
    again.get_by_role("main").get_by_role("button", name=re.compile("サインイン")).first.click()
    expect(again.get_by_role("heading", level=1)).to_have_text("市の設定")


def confirm_password(page) -> None:
    if "/reauthenticate/" in page.url:
        page.get_by_role("textbox", name="パスワード").fill("kyodo-demo-2026")
        page.get_by_role("main").get_by_role("button").first.click()


def code_of(secret: str) -> str:
    """The six digits that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
