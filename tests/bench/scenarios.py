"""The pages that are measured. A new one is a new row; `role` is one that `seed.account` knows, None for a visitor."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What the page must reach at the largest size; None where nothing was promised."""

    queries: int | None = None
    cpu_ms: float | None = None
    p95_ms: float = 120.0
    growth: float = 1.25  # CPU of the largest size over that of the smallest


@dataclass(frozen=True)
class Scenario:
    name: str
    path: str | Callable[[], str]  # a function where the address holds an id: called after seeding
    role: str | None = None
    limits: Limits = Limits()

    def address(self) -> str:
        return self.path() if callable(self.path) else self.path


LIST = Limits(queries=20, cpu_ms=60)
DETAIL = Limits(queries=25, cpu_ms=60)
DESK = Limits(queries=25, cpu_ms=80)

SCENARIOS = [
    Scenario("sign-in", "/accounts/login/", limits=Limits(growth=1.1)),
]
