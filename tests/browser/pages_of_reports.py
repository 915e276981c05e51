"""The pages of a survey's report, part of `tests.browser.pages`."""

from django.urls import reverse

from tests.browser import made_reports
from tests.harness.demo import VISITOR

WRITES = ("coordinator",)


def of_report(name: str, *more, state: str = "written", query: str = ""):
    return lambda demo: (
        reverse(f"reviews:{name}", args=[getattr(made_reports, state)(demo).survey.code, *more]) + query
    )


def of_block(name: str, kind: str, query: str = ""):
    return lambda demo: reverse(f"reviews:{name}", args=[made_reports.block(demo, kind).pk]) + query


def without_report(name: str):
    return lambda demo: reverse(f"reviews:{name}", args=[made_reports.without(demo).code])


ADDRESSES = [
    ("report-published", (VISITOR, "staff", *WRITES), of_report("survey_report", state="published")),
    ("report-pdf", (VISITOR,), of_report("report_pdf", state="published"), True),
    ("report-none", WRITES, without_report("survey_report")),
    ("report-new", WRITES, without_report("report_new")),
    ("report-draft", ("staff",), of_report("survey_report")),
    ("report-edit", WRITES, of_report("report_edit")),
    ("report-title", WRITES, of_report("report_title")),
    ("report-history", WRITES, of_report("report_history")),
    ("report-step-publish", WRITES, of_report("report_step", "publish")),
    ("report-step-unpublish", WRITES, of_report("report_step", "unpublish", state="published")),
    ("report-block-new", WRITES, of_report("block_new", query="?kind=figure")),
    ("report-block-text", WRITES, of_block("block_edit", "text")),
    ("report-block-names", WRITES, of_block("block_edit", "text", "?names=D_GROUPS/experience")),
    ("report-block-figure", WRITES, of_block("block_edit", "figure")),
    ("report-block-heading", WRITES, of_block("block_edit", "heading")),
    ("report-block-quotes", WRITES, of_block("block_edit", "quotes")),
    ("report-block-remove", WRITES, of_block("block_remove", "figure")),
]
