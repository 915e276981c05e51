"""Signing in as people do: password, code, passkey; and where each way leads."""

import io
import re
from string import ascii_uppercase

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from organizations.actions.staff_import import import_staff
from organizations.models import User
from organizations.staff_table import read_staff_table
from tests.factories.organizations import PASSWORD, OrganizationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")


def known(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_an_ended_session_comes_back_to_the_page_it_was_on(client):
    user = known(UserFactory(email="hanako@example.jp"))
    there = reverse("organizations:apply")
    answer = client.get(there)
    assert answer["Location"] == f"{LOGIN}?next={there}"
    page = client.get(answer["Location"]).content.decode()
    assert f'name="next" value="{there}"' in page
    answer = client.post(LOGIN, {"login": "Hanako@Example.JP", "password": PASSWORD, "next": there})
    assert (answer["Location"], client.session["_auth_user_id"]) == (there, str(user.pk))


@pytest.mark.parametrize(
    ("sender", "back"),
    [
        ("http://testserver/projects/calls/7/?shown=open#p3", "/projects/calls/7/%3Fshown%3Dopen"),
        ("https://evil.example/projects/", "/projects/calls/7/questions/ask/"),
        ("http://[", "/projects/calls/7/questions/ask/"),
        ("", "/projects/calls/7/questions/ask/"),
    ],
)
def test_a_form_that_was_sent_too_late_comes_back_to_its_page(client, sender, back):
    headers = {"Referer": sender} if sender else {}
    answer = client.post(reverse("projects:ask_question", args=[7]), headers=headers)
    assert answer["Location"] == f"{LOGIN}?next={back}"


def test_the_portal_greets_and_says_goodbye_in_its_own_words(client):
    known(UserFactory(email="hanako@example.jp"))
    data = {"login": "hanako@example.jp", "password": PASSWORD, "next": reverse("organizations:apply")}
    texts = [client.post(LOGIN, data, follow=True).text]
    texts.append(client.post(reverse("account_logout"), follow=True).text)
    said = [
        "サインインしました。" in texts[0],
        "サインアウトしました。" in texts[1],
        "ログイン" in "".join(texts),
    ]
    assert said == [True, True, False]


def test_nobody_is_sent_to_another_site(client):
    known(UserFactory(email="hanako@example.jp"))
    data = {"login": "hanako@example.jp", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(LOGIN, data)["Location"] == reverse("desk")


def test_a_wrong_password_says_nothing_about_the_account(client):
    known(UserFactory(email="hanako@example.jp"))
    said = [
        client.post(LOGIN, {"login": email, "password": "wrong-password"}).context["form"].non_field_errors()
        for email in ("hanako@example.jp", "nobody@example.jp")
    ]
    assert said == [["入力されたメールアドレスもしくはパスワードが正しくありません。"]] * 2


@pytest.mark.parametrize(
    ("password", "refused"),
    [("short", True), ("password123", True), ("hanako-example", True), (PASSWORD, False)],
)
def test_sane_passwords(password, refused, client):
    data = {"name": "例野 花子", "email": "hanako-example@x.jp", "password1": password, "password2": password}
    client.post(reverse("account_signup"), data)
    assert User.objects.exists() is not refused


def test_signing_up_asks_for_the_code_in_the_mail(client):
    data = {"name": "例野 花子", "email": "hanako@example.jp", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), data)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert client.get(reverse("desk")).status_code == 302
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["hanako@example.jp"], "利用者の登録を進めてください")
    client.post(answer["Location"], {"code": code_in(letter)})
    assert client.get(reverse("desk")).status_code == 200


def test_signing_up_twice_tells_the_mailbox_not_the_screen(client):
    known(UserFactory(email="hanako@example.jp"))
    data = {"name": "例野 花子", "email": "hanako@example.jp", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(reverse("account_signup"), data)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert [letter.subject for letter in mail.outbox] == ["利用者の登録は済んでいます"]


def test_a_code_signs_in_whoever_came_from_a_staff_list_without_password(client):
    """They have neither a password nor a confirmed address; the code from their mailbox proves who they are."""
    table = io.BytesIO("課コード,課,氏名,メール,開始日\nA1,協働課,例田 次郎,jiro@example.jp,R8.4.1".encode())
    import_staff(read_staff_table(table, "staff.csv"), by=None)
    user = User.objects.get()
    client.post(reverse("account_request_login_code"), {"email": "jiro@example.jp"})
    typed = code_in(mail.outbox[0]).translate(
        {ord(letter): ord(letter) + 0xFEE0 for letter in ascii_uppercase}
    )
    answer = client.post(reverse("account_confirm_login_code"), {"code": typed})
    assert (answer["Location"], client.session["_auth_user_id"]) == (reverse("desk"), str(user.pk))
    assert EmailAddress.objects.get(user=user).verified


def code_in(letter):
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", letter.body, re.MULTILINE)[0]


def test_a_forgotten_password_is_chosen_anew(client):
    known(UserFactory(email="hanako@example.jp"))
    client.post(reverse("account_reset_password"), {"email": "hanako@example.jp"})
    letter = mail.outbox[0]
    assert letter.subject == "パスワードを決め直してください"
    path = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", letter.body)[1]
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "atarashii-2026", "password2": "atarashii-2026"})
    assert User.objects.get(email="hanako@example.jp").check_password("atarashii-2026")


def test_too_many_wrong_passwords_are_slowed_down(client, settings):
    del settings.ACCOUNT_RATE_LIMITS
    known(UserFactory(email="hanako@example.jp"))
    for _ in range(5):
        client.post(LOGIN, {"login": "hanako@example.jp", "password": "wrong-password"})
    answer = client.post(LOGIN, {"login": "hanako@example.jp", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 429)


def test_the_letters_speak_for_the_city(client):
    known(UserFactory(email="hanako@example.jp"))
    client.post(reverse("account_request_login_code"), {"email": "hanako@example.jp"})
    assert mail.outbox[0].body.rstrip().endswith("市 協働ポータル")
    assert "testserver" not in mail.outbox[0].body


# --- the second factor of administrators -------------------------------------------------------------------------


@pytest.fixture
def new_administrator(client):
    user = known(PostFactory(administrator=True).user)
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return user


@pytest.mark.parametrize("name", ["desk", "home", "organizations:staff", "organizations:list", "search"])
def test_an_administrator_without_second_factor_gets_no_further(name, client, new_administrator):
    assert client.get(reverse(name))["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    "name", ["mfa_index", "city_css", "account_email", "account_change_password", "account_reauthenticate"]
)
def test_what_setting_one_up_needs_stays_reachable(name, client, new_administrator):
    assert client.get(reverse(name)).status_code == 200


def test_the_way_to_the_second_factor_ends_there(client, new_administrator):
    page = client.get(reverse("desk"), follow=True)
    assert page.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "システム管理者には、二段階認証が必要です" in page.content.decode()
    assert client.post(reverse("account_logout"))["Location"] == reverse("home")


def test_with_an_authenticator_the_portal_opens(client, new_administrator, monkeypatch):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.validate_totp_code", lambda secret, code: code == "123456"
    )
    monkeypatch.setattr(
        "allauth.mfa.totp.forms.auth.validate_totp_code", lambda secret, code: code == "123456"
    )
    client.post(reverse("mfa_activate_totp"), {"code": "123456"})
    assert client.get(reverse("desk")).status_code == 200


def test_the_first_administrator_needs_one_too(client):
    user = User.objects.create_superuser("root@example.jp", PASSWORD, name="例 管理")
    assert EmailAddress.objects.get(user=user).verified
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("desk"))["Location"] == reverse("mfa_index")


def test_everybody_else_needs_none(client):
    user = known(PostFactory(coordinator=True).user)
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("desk")).status_code == 200


# --- the look, and what the browser may run ----------------------------------------------------------------------

ENTRANCE = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
MANAGE = ["account_email", "account_change_password", "account_logout", "mfa_index", "account_reauthenticate"]
AFTER_REAUTHENTICATION = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"]


def looks_like_the_portal(answer):
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="site-header"' in page
    assert 'lang="ja"' in page
    assert re.search(r"<title>\s*[^｜\s]", page)
    runs = [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag]
    assert [tag for tag in runs if 'type="application/json"' not in tag] == []
    assert re.findall(r"\son\w+=|\sstyle=", page) == []
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ENTRANCE)
def test_the_way_in_looks_like_the_portal(name, client):
    looks_like_the_portal(client.get(reverse(name)))


@pytest.mark.parametrize("name", MANAGE + AFTER_REAUTHENTICATION)
def test_one_s_own_settings_look_like_the_portal(name, client):
    user = known(UserFactory())
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    looks_like_the_portal(client.get(reverse(name)))


def test_the_pages_for_codes_look_like_the_portal(client):
    known(UserFactory(email="hanako@example.jp"))
    client.post(reverse("account_request_login_code"), {"email": "hanako@example.jp"})
    looks_like_the_portal(client.get(reverse("account_confirm_login_code")))


def test_the_second_step_looks_like_the_portal(client):
    user = known(PostFactory(administrator=True).user)
    user.authenticator_set.create(type="totp", data={"secret": "x"})
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    looks_like_the_portal(client.get(answer["Location"]))
    assert client.get(reverse("desk")).status_code == 302


def test_the_login_page_says_where_one_is(client, db):
    OrganizationFactory()
    assert "市の協働ポータルに入ります" in client.get(LOGIN).content.decode()
