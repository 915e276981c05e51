"""The two parts of the bench: what each seeds, the pages it measures, and its work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import acts, proposal_scenarios, proposal_seed, proposal_works, scenarios, seed, works
from .measure import Figures
from .scenarios import Scenario
from .works import Work


@dataclass(frozen=True)
class Part:
    """`work` (server, database's pid, folder, rows, requests) gives what it measured like pages, and long work."""

    name: str
    unit: str
    fill: Callable[[int], None]
    scenarios: Sequence[Scenario]
    acts: Sequence[Scenario]
    work: Callable[..., tuple[list[Figures], list[Work]]]


def work_on_records(server, database_pid: int, folder: Path, rows: int, requests: int):
    return [], [*works.giving_out(server), *works.printing(folder), *works.taking_over(folder)]


def work_on_proposals(server, database_pid: int, folder: Path, rows: int, requests: int):
    printed = proposal_works.letters()  # first: what is handed in later waits to be printed as well
    acted = acts.measure_acts(rows=rows, server=server, database_pid=database_pid, requests=requests)
    return acted, [*printed, proposal_works.last_minute(server)]


PARTS = {
    part.name: part
    for part in (
        Part("records", "partner rows", seed.fill, scenarios.SCENARIOS, (), work_on_records),
        Part(
            "proposals",
            "proposals",
            proposal_seed.fill,
            proposal_scenarios.SCENARIOS,
            acts.ACTS,
            work_on_proposals,
        ),
    )
}
