"""`python -m tests.bench`: measures every scenario at growing sizes on a temporary PostgreSQL. Run by bin/bench."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from tests.harness.postgres import TemporaryPostgres
from tests.harness.server import gunicorn, manage
from tests.harness.source import ROOT

PARTS = ("records", "proposals")
SIZES = {"records": (20, 2_000, 20_000, 200_000), "proposals": (2_000, 20_000)}


def arguments():
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="one part alone")
    parser.add_argument(
        "--rows",
        type=sizes,
        help="partner rows, e.g. 2000,20000 (0: an empty portal), or proposals with --part proposals",
    )
    parser.add_argument(
        "--requests", type=int, default=200, help="requests a scenario and number of connections"
    )
    parser.add_argument("--soak", type=int, default=0, help="requests to watch the memory over, e.g. 20000")
    parser.add_argument("--no-works", dest="works", action="store_false", help="pages alone, no long work")
    parser.add_argument(
        "--survey",
        action="store_true",
        help="one large survey's tables, on PostgreSQL and SQLite, and a report's PDF",
    )
    parser.add_argument("--only", default="", help="scenarios whose name begins so, parted by commas")
    return parser.parse_args()


def sizes(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def main() -> int:
    options = arguments()
    if options.part is None and not options.survey:
        return max(each_part(sys.argv[1:]))
    with tempfile.TemporaryDirectory(prefix="kyodo-bench-") as folder, TemporaryPostgres() as cluster:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "kyodo.settings",
            "SECRET_KEY": "only-for-measuring-" * 4,
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "DATABASE_URL": cluster.url,
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "KYODO_CACHE_DIR": f"{folder}/cache",
        }
        manage("collectstatic", "--noinput")
        if options.survey:
            return tabulate(cluster, Path(folder))
        say("Preparing ...")
        manage("migrate")
        django.setup()
        return run(options, cluster, Path(folder))


def tabulate(cluster, folder: Path) -> int:
    """Fill and measure each database by itself; the seconds of every table and report, and which took too long."""
    from . import reports, surveys

    missed = []
    for part, url in (
        (surveys, cluster.url),
        (surveys, f"sqlite:///{folder}/survey.sqlite3"),
        (reports, f"sqlite:///{folder}/report.sqlite3"),
    ):
        say(f"Seeding and measuring {part.__name__.rpartition('.')[2]} on {url.partition(':')[0]} ...")
        found = part.on(url)
        print(*(f"{seconds:6.2f} s  {name}" for name, seconds in found["seconds"].items()), sep="\n")
        missed += [f"{found['database']}: {each}" for each in found["missed"]]
    print(*(f"MISSED  {fault}" for fault in missed), sep="\n")
    return 1 if missed else 0


def each_part(more: list[str]) -> list[int]:
    """Each on a database of its own: what one part seeds would slow the other down."""
    commands = ([sys.executable, "-m", "tests.bench", "--part", part, *more] for part in PARTS)
    return [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]


def run(options, cluster, folder: Path) -> int:
    from . import measure, parts

    part = parts.PARTS[options.part]
    chosen = [each for each in part.scenarios if each.name.startswith(tuple(options.only.split(",")))]
    figures, done, soaked = [], [], None
    wanted = options.rows or SIZES[options.part]
    for rows in wanted:
        seed_and_analyze(part, rows)
        with gunicorn() as server:
            say(f"Measuring at {rows:,} {part.unit} ...")
            for scenario in chosen:
                found = measure.measure(
                    scenario, rows=rows, server=server, database_pid=cluster.pid, requests=options.requests
                )
                figures.append(found.as_dict())
            if rows == wanted[-1]:
                if options.soak:
                    soaked = measure.soak(chosen, server=server, requests=options.soak)
                if options.works:
                    say("Measuring long work ...")
                    acted, done = part.work(server, cluster.pid, folder, rows, options.requests)
                    figures += [each.as_dict() for each in acted]
    return tell(part, figures, done, soaked)


def tell(part, figures: list[dict], done: list, soaked: dict | None) -> int:
    """Print and keep what was found; 1 where a limit was missed."""
    from . import report

    faults = [
        *report.missed(figures, [*part.scenarios, *part.acts]),
        *(fault for work in done for fault in work.faults),
    ]
    content = {
        "part": part.name,
        "figures": figures,
        "works": [work.as_dict() for work in done],
        "soak": soaked,
        "missed": faults,
    }
    file = report.save(ROOT / ".bench", content)
    print(report.table(figures), *([report.works_table(content["works"])] if done else []), sep="\n")
    print(*([f"soak: {soaked}"] if soaked else []), *(f"MISSED  {fault}" for fault in faults), sep="\n")
    print(f"written to {file.relative_to(ROOT)}")
    return 1 if faults else 0


def seed_and_analyze(part, rows: int) -> None:
    from django.db import connection

    if rows:
        say(f"Seeding {rows:,} {part.unit} ...")
        part.fill(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()


def say(words: str) -> None:
    print(f"==> {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
