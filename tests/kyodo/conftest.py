"""Who walks through the pages that all apps share, and kinds of letters that only tests know."""

import pytest

from kyodo import registry
from kyodo.outbox.kinds import own_kinds
from kyodo.registry import LetterKind
from organizations.letters import template_kinds
from tests.factories.organizations import PostFactory, UserFactory
from tests.harness.mail import FailingBackend


@pytest.fixture
def coordinator(db):
    return PostFactory(coordinator=True).user


@pytest.fixture
def person(db):
    return UserFactory(email="hanako@example.jp", name="例野 花子")


@pytest.fixture
def signed_in(client):
    """`signed_in(user)` is the client with that person signed in."""

    def enter(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def kinds(monkeypatch):
    """Two kinds beside the portal's own: news that one can do without, and a decision that is legally due."""

    def declare():
        yield LetterKind(
            "test_news", "試験のお知らせ", "{title}", "{recipient}\n\n{title}です。\n{url}", {"title": "題"}
        )
        yield LetterKind("test_decision", "試験の決定", "決定", "決まりました。\n{url}", is_due=True)

    monkeypatch.setattr(registry.letter_kinds, "functions", [own_kinds, template_kinds, declare])


@pytest.fixture
def mail_server(settings, monkeypatch):
    """A list of the errors with which the mail server meets the next attempts; with none left it takes every letter."""
    errors = []
    monkeypatch.setattr(FailingBackend, "errors", errors)
    settings.EMAIL_BACKEND = "tests.harness.mail.FailingBackend"
    return errors
