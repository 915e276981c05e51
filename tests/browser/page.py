"""One page as the list of pages names it, and how its address is found; a journey may list its pages beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.harness.demo import Demo


@dataclass(frozen=True)
class Page:
    name: str
    roles: tuple[str, ...]
    path: str | Callable[[Demo], str]
    pdf: bool = False
    status: int = 200  # what the page answers with; 422 where it shows what is wrong

    def address(self, demo: Demo) -> str:
        return self.path(demo) if callable(self.path) else self.path


def at(name: str, model: str, /, *more, query: str = "", **lookups) -> Callable[[Demo], str]:
    """The address `name` of the first such row; `more` are its further arguments."""
    return lambda demo: reverse(name, args=[demo.first(model, **lookups).pk, *more]) + query


def of_made(name: str, make: Callable[[Demo], object], /, *more) -> Callable[[Demo], str]:
    """The address `name` of what `make` gives, which makes it where the demo has none."""
    return lambda demo: reverse(name, args=[make(demo).pk, *more])
