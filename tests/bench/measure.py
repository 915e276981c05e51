"""One scenario, measured: what a request costs the web server and the database."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.harness.browser import session_for

from . import seed
from .load import ask
from .processes import cpu_ms, worker_memory_mib

WARM_UP = 20  # requests: every thread of every worker has imported, connected and compiled by then


@dataclass(frozen=True)
class Figures:
    """What one page cost at one size. Times in milliseconds, memory in MiB of the heaviest worker."""

    scenario: str
    rows: int
    queries: int
    bytes: int
    p50_1: float
    p95_1: float
    p50_4: float
    p95_4: float
    cpu_ms: float
    worker_mib: float

    def as_dict(self) -> dict:
        return asdict(self)


def measure(scenario, *, rows: int, server, database_pid: int, requests: int) -> Figures:
    """Queries are counted in this process, everything else is measured from outside the server."""
    address = scenario.address()
    user = seed.account(scenario.role) if scenario.role else None
    cookie = cookie_of(user)
    ask(server.url, address, cookie=cookie, requests=WARM_UP, connections=4)
    before = cpu_ms(server.pid, database_pid)
    alone = ask(server.url, address, cookie=cookie, requests=requests, connections=1)
    cost = (cpu_ms(server.pid, database_pid) - before) / requests
    crowd = ask(server.url, address, cookie=cookie, requests=requests, connections=4)
    return Figures(
        scenario=scenario.name,
        rows=rows,
        queries=count_queries(address, user),
        bytes=alone.bytes,
        p50_1=round(alone.percentile(50), 1),
        p95_1=round(alone.percentile(95), 1),
        p50_4=round(crowd.percentile(50), 1),
        p95_4=round(crowd.percentile(95), 1),
        cpu_ms=round(cost, 1),
        worker_mib=round(worker_memory_mib(server.pid), 1),
    )


def cookie_of(user) -> str:
    """The header of a signed-in person; empty for a visitor."""
    return f"{settings.SESSION_COOKIE_NAME}={session_for(user).session_key}" if user else ""


def count_queries(address: str, user) -> int:
    """Queries of the second request: the first one fills caches that live as long as the worker."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def soak(scenarios, *, server, requests: int) -> dict[str, float]:
    """Worker memory (MiB) before and after many requests spread over the scenarios."""
    before = worker_memory_mib(server.pid)
    for scenario in scenarios:
        user = seed.account(scenario.role) if scenario.role else None
        share = max(1, requests // len(scenarios))
        ask(server.url, scenario.address(), cookie=cookie_of(user), requests=share, connections=4)
    return {"requests": requests, "before_mib": before, "after_mib": worker_memory_mib(server.pid)}
