"""Chromium for the journeys, the axe test and the pictures: how it starts, who is signed in, what axe finds."""

import json
from importlib.resources import files

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.module_loading import import_string

WIDE, NARROW = 1280, 390
PATIENCE = 15_000  # milliseconds for what a page has to show; a busy machine is slow
HEIGHTS = {WIDE: 900, NARROW: 844}
LAUNCH = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",  # tests may run as root, where Chromium's sandbox refuses
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OFF_BY_DEFAULT = {"target-size": {"enabled": True}}  # axe leaves it to those who ask for WCAG 2.2


def new_page(browser, base_url: str, *, width: int = WIDE, user=None, **options):
    """A page in a browsing context of its own; `user` is signed in without typing. `options`: Playwright's own."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": HEIGHTS.get(width, HEIGHTS[NARROW])},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        has_touch=width == NARROW,
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if user is not None:
        sign_in(page, user, base_url=base_url)
    return page


def sign_in(page, user, *, base_url: str) -> None:
    """From the next request on, the page is this user's."""
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session_for(user).session_key, "url": base_url}]
    )


def session_for(user) -> SessionBase:
    """A saved session as a sign-in by password leaves it, the password given again for sensitive pages."""
    from allauth.account.internal.flows.login import record_authentication  # needs the apps to be loaded

    request = HttpRequest()
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return request.session


def axe(page) -> list[str]:
    """What axe finds wrong on the page as it stands: one line a faulty element, "rule: selector (help)"."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    options = json.dumps({"runOnly": RULES, "rules": OFF_BY_DEFAULT, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{each['id']}: {' '.join(map(str, node['target']))} ({each['help']})"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def overflow(page) -> int:
    """Pixels by which the page is wider than its window; 0 on a page that needs no sideways scrolling."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


class Watch:
    """Collects what must never happen on a page: script errors, blocked content, calls to other hosts."""

    def __init__(self, page, base_url: str):
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("request", lambda request: self._request(request.url, base_url))
        page.on("response", self._response)

    def _console(self, message):
        # An answer of 403 or 404 is logged as an error too; some journeys go there on purpose.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _request(self, url, base_url):
        if not url.startswith((base_url, "data:", "blob:", "about:")):
            self.complaints.append(f"outside: {url}")

    def _response(self, response):
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.complaints.append(f"{response.status}: {response.url}")
