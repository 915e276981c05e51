"""Long work, measured from outside: 122 sheets printed, 5,000 rows taken over, 20,000 rows given out."""

import http.client
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from kyodo.fiscal_year import FiscalYear
from kyodo.tables import write_xlsx
from projects.columns import HEADER, partner_rows
from projects.models import ProjectYear
from reviews.models import Sheet
from tests.harness.source import ROOT

from . import seed
from .measure import cookie_of
from .processes import cpu_ms, family_mib, worker_memory_mib

PRINTED, IMPORTED, EXPORTED = seed.PRINTED, 5_000, 20_000
LOOK_EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Work:
    """What one piece of long work took: seconds, seconds of CPU without the database, the most MiB at once."""

    name: str
    seconds: float
    cpu_seconds: float
    mib: float
    limit_seconds: float
    limit_mib: float | None = None

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def faults(self) -> list[str]:
        found = (
            [f"{self.name}: {self.seconds} s > {self.limit_seconds}"]
            if self.seconds > self.limit_seconds
            else []
        )
        if self.limit_mib and self.mib > self.limit_mib:
            found.append(f"{self.name}: {self.mib} MiB > {self.limit_mib}")
        return found


def printing(folder: Path) -> list[Work]:
    """From nothing, again unchanged, and after one sheet has changed."""
    year = str(seed.fill_printed_year())
    command = ["print_sheets", "--year", year, "--out", str(folder / "sheets.pdf")]
    first = run_command(f"print {PRINTED} sheets", command, limit_seconds=12.2, limit_mib=400)
    again = run_command("print again unchanged", command, limit_seconds=2)
    Sheet.objects.filter(fiscal_year=year, number=1).update(group_comment="書き直したコメント。")
    changed = run_command("print after one changed", command, limit_seconds=3)
    return [first, again, changed]


def taking_over(folder: Path) -> list[Work]:
    """A ledger of next year: rows of the portal itself, under names of their own."""
    file, label = folder / "ledger.xlsx", FiscalYear.current().next.label
    there = list(partner_rows(ProjectYear.objects.order_by("pk")[:IMPORTED]))
    rows = [
        [label, *row[1:3], f"{row[3]}（{number}）", *row[4:]]
        for number, row in zip(range(IMPORTED), cycle(there))
    ]
    with file.open("wb") as opened:
        write_xlsx(rows, HEADER, file=opened)
    command = ["import_projects", str(file)]
    return [
        run_command(f"check {IMPORTED:,} rows", [*command, "--dry-run"], limit_seconds=20, limit_mib=300),
        run_command(f"import {IMPORTED:,} rows", command, limit_seconds=20, limit_mib=300),
        run_command(f"import {IMPORTED:,} rows again", command, limit_seconds=20, limit_mib=300),
    ]


def giving_out(server) -> list[Work]:
    """The first rows of an export of everything, by the time of its first byte and of its last row."""
    cookie, before = cookie_of(seed.account("coordinator")), worker_memory_mib(server.pid)
    began, used = time.perf_counter(), cpu_ms(server.pid)
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    connection.request("GET", "/projects/export/csv/?year=all&division=all", headers={"Cookie": cookie})
    answer = connection.getresponse()
    if answer.status != HTTPStatus.OK:
        raise SystemExit(f"export: status {answer.status}")
    answer.read(1)
    first_byte, rows = time.perf_counter() - began, 0
    while rows < EXPORTED and (piece := answer.read1(65536)):
        rows += piece.count(b"\r\n")
    seconds, cpu = time.perf_counter() - began, (cpu_ms(server.pid) - used) / 1000
    connection.close()
    grown = round(worker_memory_mib(server.pid) - before, 1)
    return [
        Work("export, first byte", round(first_byte, 2), 0, 0, 1),
        Work(
            f"export {min(rows, EXPORTED):,} rows (MiB more)", round(seconds, 2), round(cpu, 2), grown, 10, 50
        ),
    ]


def run_command(
    name: str, arguments: list[str], *, limit_seconds: float, limit_mib: float | None = None
) -> Work:
    """Run a command of the portal to its end, looking at its memory all the time."""
    began, before, most = time.perf_counter(), _cpu_of_children(), 0.0
    process = subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, family_mib(process.pid))
        time.sleep(LOOK_EVERY)
    if process.returncode:
        raise SystemExit(f"manage.py {' '.join(arguments)} ended with {process.returncode}")
    seconds, cpu = time.perf_counter() - began, _cpu_of_children() - before
    return Work(name, round(seconds, 2), round(cpu, 2), round(most, 1), limit_seconds, limit_mib)


def _cpu_of_children() -> float:
    """Seconds of all ended processes that this one started, and of those that they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
