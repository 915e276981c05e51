"""Every page of `PAGES`, in both widths: no fault that axe can see, nothing wider than the window."""

import pytest
from django.core.management import call_command

from tests.browser.pages import PAGES
from tests.harness.browser import NARROW, WIDE, axe, overflow
from tests.harness.demo import Demo

SCREENS = [page for page in PAGES if not page.pdf]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_can_be_used_by_everyone(width, live_server, open_page):
    call_command("demo", verbosity=0)
    demo = Demo()
    faults = {}
    for role in sorted({role for screen in SCREENS for role in screen.roles}):
        page = open_page(width=width, user=demo.user(role))
        for screen in SCREENS:
            if role in screen.roles:
                faults |= faults_of(page, screen, demo, role)
    assert faults == {}


def faults_of(page, screen, demo, role):
    """The screen's faults under its name and role; empty where it has none."""
    answer = page.goto(screen.address(demo))
    found = [] if answer.ok else [f"status {answer.status}"]
    found += axe(page)
    if wider := overflow(page):
        found.append(f"wider than the window by {wider} px")
    return {f"{screen.name} ({role})": found} if found else {}
