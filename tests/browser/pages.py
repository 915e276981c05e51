"""Every page there is, once: what `bin/shots` pictures is what the axe test walks.

A new page is a new row. `path` is an address, or a function that takes the `Demo` and gives one where the address
holds an id: `lambda demo: f"/projects/{demo.first('projects.Project').pk}/"`. `VISITOR` has not signed in.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.harness.demo import EMAILS, VISITOR, Demo

SIGNED_IN = tuple(EMAILS)


@dataclass(frozen=True)
class Page:
    name: str
    roles: tuple[str, ...]
    path: str | Callable[[Demo], str]
    pdf: bool = False

    def address(self, demo: Demo) -> str:
        return self.path(demo) if callable(self.path) else self.path


PAGES = [
    Page("home", (VISITOR,), "/"),
    Page("search", (VISITOR,), "/search/?q=子ども"),
    Page("rules", (VISITOR,), "/rules/"),
    Page("accessibility", (VISITOR,), "/accessibility/"),
    Page("privacy", (VISITOR,), "/privacy/"),
    Page("contact", (VISITOR,), "/contact/"),
    Page("open-data", (VISITOR,), "/open-data/"),
    Page("sign-in", (VISITOR,), "/accounts/login/"),
    Page("sign-in-by-code", (VISITOR,), "/accounts/login/code/"),
    Page("password-reset", (VISITOR,), "/accounts/password/reset/"),
    Page("desk", SIGNED_IN, "/desk/"),
    Page("jobs", ("coordinator",), "/jobs/"),
    Page("city-settings", ("administrator",), "/city/"),
    Page("second-factor", ("administrator",), "/accounts/2fa/"),
]
