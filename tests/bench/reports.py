"""`python -m tests.bench.reports`: 武蔵野市's survey: its pages of results; its report as a page, a workbook, a PDF.

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
from django.test import Client
from django.urls import reverse

from .surveys import run_on

PAGE = 0.2
LIMITS = {  # seconds
    "page of all questions": PAGE,
    "page of a table": PAGE,
    "page of a crossing": PAGE,
    "page of the report": PAGE,
    "report: workbook": 3.0,
    "report: PDF": 15.0,
}
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
    """What a reader or a writer waits for, each from the answers on; pages as a citizen reads them."""
    from reviews.printing.report import print_report
    from reviews.report_document import compose
    from reviews.report_tables import write_report_tables

    tables = reverse("reviews:survey_tables", args=[report.survey.code])
    return {
        "page of all questions": lambda: _page(tables),
        "page of a table": lambda: _page(tables, question="P_FORM"),
        "page of a crossing": lambda: _page(tables, question="D_GROUPS", by="experience"),
        "page of the report": lambda: _page(reverse("reviews:survey_report", args=[report.survey.code])),
        "report: workbook": lambda: write_report_tables(compose(report), BytesIO()),
        "report: PDF": lambda: print_report(compose(report)),
    }


def _page(address: str, **query: str) -> str:
    """Its text; AssertionError where there is none."""
    answer = Client().get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _time(work: Callable) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0, stdout=sys.stderr)
    json.dump(measure(), sys.stdout)
