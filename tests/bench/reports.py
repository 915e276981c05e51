"""`python -m tests.bench.reports`: the report of 武蔵野市's survey, put together, as a workbook and as a PDF.

Makes the demo in the database of DATABASE_URL (empty) and prints JSON. Run by `bin/bench --survey`.
"""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from statistics import median

import django
from django.core.management import call_command

from .surveys import run_on

LIMITS = {"report: put together": 1.0, "report: workbook": 3.0, "report: PDF": 15.0}  # seconds
TIMES = 3


def on(database_url: str) -> dict:
    """Make the demo and measure in a process of its own; gives what it found."""
    return run_on("tests.bench.reports", database_url)


def measure() -> dict:
    from django.db import connection

    from reviews.models import SurveyReport

    report = SurveyReport.objects.select_related("survey").get(survey__code="musashino")
    seconds = {name: median(_time(work) for _ in range(TIMES)) for name, work in works(report).items()}
    missed = [
        f"{name}: {taken:.2f} s > {LIMITS[name]}" for name, taken in seconds.items() if taken > LIMITS[name]
    ]
    return {"database": connection.vendor, "seconds": seconds, "missed": missed}


def works(report) -> dict[str, Callable]:
    """What a reader or a writer waits for, each from the answers on."""
    from reviews.printing.report import print_report
    from reviews.report_document import compose
    from reviews.report_tables import write_report_tables

    return {
        "report: put together": lambda: compose(report),
        "report: workbook": lambda: write_report_tables(compose(report), BytesIO()),
        "report: PDF": lambda: print_report(compose(report)),
    }


def _time(work: Callable) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0, stdout=sys.stderr)
    json.dump(measure(), sys.stdout)
