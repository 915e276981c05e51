"""A real browser on a real server. Every test below this folder is marked `browser` (bin/test runs them apart)."""

import os
from functools import partial

import pytest
from playwright.sync_api import sync_playwright

from tests.harness import browser as harness


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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**harness.LAUNCH)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """`open_page(width=390, user=somebody)`: one more page; the test fails if any page had a script error, was
    refused something by the content security policy, or asked another host for anything."""
    opened = []

    def open_one(*, width: int = harness.WIDE, user=None):
        page = harness.new_page(chromium, live_server.url, width=width, user=user)
        opened.append((page, harness.Watch(page, live_server.url)))
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
def sign_in(live_server):
    """`sign_in(page, user)`: from the next request on, the page is this user's."""
    return partial(harness.sign_in, base_url=live_server.url)


@pytest.fixture
def axe():
    """`assert axe(page) == []`."""
    return harness.axe
