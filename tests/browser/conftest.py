"""A real browser on a real server. Every test below this folder is marked `browser` (bin/test runs them apart).

All tests share one portal with the demo in it, in a database of its own that nobody empties in between: a journey
that writes makes its own rows, or takes rows of the demo that no other test counts.
"""

import copy
import os
import threading
from functools import partial

import pytest
from django.conf import settings as portal_settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.harness import browser as harness
from tests.harness.demo import Demo

# The server's threads keep connections for a while; the database cannot go before them.
END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    # Playwright's synchronous interface keeps an event loop in this thread; Django would take that for async code
    # and refuse the database, though no coroutine of ours ever runs here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=harness.PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**harness.LAUNCH)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def _own_files(tmp_path_factory):
    """Files live as long as the portal that they belong to."""
    folder = tmp_path_factory.mktemp("portal")
    storages = copy.deepcopy(portal_settings.STORAGES)
    storages["default"]["OPTIONS"]["location"] = folder / "media"
    with override_settings(STORAGES=storages, MEDIA_ROOT=folder / "media", KYODO_CACHE_DIR=folder / "cache"):
        yield


@pytest.fixture(scope="session")
def database(django_test_environment, django_db_blocker):
    # pytest-django's own is made only for tests that give it back empty.
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        yield
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(END_OTHERS)
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def portal(database, chromium, _own_files, django_db_blocker):
    """The running portal with the demo: `.url`."""
    with django_db_blocker.unblock():
        call_command("demo", verbosity=0)
        server = LiveServer("localhost")
        yield server
        chromium.close()
        end_requests()
        server.stop()


def end_requests() -> None:
    """Wait for what nobody reads any more: once the server has stopped, its threads may not touch the database."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(harness.PATIENCE / 1000)


@pytest.fixture
def demo(portal):
    return Demo()


@pytest.fixture
def open_page(chromium, portal):
    """`open_page(width=390, user=somebody)`: one more page; the test fails if any page had a script error, was
    refused something by the content security policy, or asked another host for anything."""
    opened = []

    def open_one(*, width: int = harness.WIDE, user=None, **options):
        page = harness.new_page(chromium, portal.url, width=width, user=user, **options)
        opened.append((page, harness.Watch(page, portal.url)))
        return page

    yield open_one
    for page, _ in opened:
        page.context.close()
    assert [complaint for _, watch in opened for complaint in watch.complaints] == []


@pytest.fixture
def page(open_page):
    """A desktop's page, 1280 pixels wide."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A phone's page, 390 pixels wide."""
    return open_page(width=harness.NARROW)


@pytest.fixture
def sign_in(portal):
    """`sign_in(page, user)`: from the next request on, the page is this user's."""
    return partial(harness.sign_in, base_url=portal.url)
