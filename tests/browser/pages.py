"""Every page there is, once: what `bin/shots` pictures is what the axe test walks.

A new page is a new row. `path` is an address, or a function that takes the `Demo` and gives one where the address
holds an id. Roles are those of `tests.harness.demo.ACCOUNTS`; `VISITOR` has not signed in.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.harness.demo import VISITOR, Demo


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
    Page("sign-in", (VISITOR,), "/accounts/login/"),
    Page("sign-in-by-code", (VISITOR,), "/accounts/login/code/"),
    Page("password-reset", (VISITOR,), "/accounts/password/reset/"),
]
