"""The city's own sign-in (OIDC): set by the environment, and trusted with the people that are here already."""

import os
import subprocess
import sys

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse

from organizations.models import User

ENVIRONMENT = {
    "OIDC_SERVER_URL": "https://login.city.example/realms/city",
    "OIDC_CLIENT_ID": "kyodo",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_NAME": "庁内アカウント",
}


@pytest.fixture
def provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "庁内アカウント",
                    "client_id": "kyodo",
                    "secret": "secret",
                    "settings": {"server_url": ENVIRONMENT["OIDC_SERVER_URL"], "email_authentication": True},
                }
            ]
        }
    }


def test_the_environment_sets_the_provider_and_lets_the_browser_go_there():
    script = (
        "import django; django.setup();"
        "from django.conf import settings;"
        "app = settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0];"
        "print(app['name'], app['settings']['server_url'], app['settings']['verified_email']);"
        "print(*settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **ENVIRONMENT, "DJANGO_SETTINGS_MODULE": "kyodo.settings", "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "庁内アカウント https://login.city.example/realms/city False",
        "'self' https://login.city.example",
    ]


def test_the_login_page_offers_it(client, db, provider):
    page = client.get(reverse("account_login")).content.decode()
    assert "庁内アカウントでサインイン" in page
    assert "/accounts/oidc/oidc/login/" in page


def test_without_one_the_login_page_says_nothing_of_it(client, db):
    assert "/accounts/oidc/" not in client.get(reverse("account_login")).content.decode()


def come_back(rf, email, *, verified):
    """What happens when the provider sends somebody back with these claims."""
    from allauth.core import context
    from django.contrib.sessions.backends.db import SessionStore

    request = rf.get("/accounts/oidc/oidc/login/callback/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "oidc")
        claims = {"sub": "42", "email": email, "email_verified": verified, "name": "例田 次郎"}
        login = provider.sociallogin_from_response(request, claims)
        answer = complete_login(request, login)
    return request, answer


def test_an_address_the_provider_vouches_for_is_the_person_who_is_here(db, rf, provider):
    user = User.objects.create_user("jiro@city.example", name="例田 次郎")
    request, _ = come_back(rf, "jiro@city.example", verified=True)
    assert request.session["_auth_user_id"] == str(user.pk)
    assert [account.user for account in SocialAccount.objects.all()] == [user]


def test_an_address_nobody_vouches_for_is_nobody(db, rf, provider):
    User.objects.create_user("jiro@city.example", name="例田 次郎")
    request, _ = come_back(rf, "jiro@city.example", verified=False)
    assert "_auth_user_id" not in request.session
    assert not SocialAccount.objects.exists()


def test_a_new_person_keeps_the_name_the_provider_gives(db, rf, provider):
    request, _ = come_back(rf, "new@city.example", verified=True)
    user = User.objects.get(email="new@city.example")
    assert (user.name, request.session["_auth_user_id"]) == ("例田 次郎", str(user.pk))
    assert not user.standing.is_staff
