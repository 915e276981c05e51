"""Long work of this app: printing more sheets than a person waits for, and a survey's report."""

from io import BytesIO
from tempfile import TemporaryFile

from django.urls import reverse

from kyodo.jobs import JobError, Run, enqueue, job
from kyodo.models import Job

from .actions.reports import keep_edition
from .enums import ReportState
from .models import Sheet, SurveyReport
from .printing.batch import file_name, in_print_order, write_pdf
from .printing.document import PrintMode
from .printing.readers import reader_for
from .report_document import compose

PRINT = "reviews.print_sheets"
REPORT, EDITION = "reviews.print_report", "reviews.keep_edition"
NOTHING_LEFT = "印刷できるシートがありません。選び直してください。"
NO_REPORT = "この報告書は、もう印刷できません。"


def order_print(sheets: list[int], *, mode: PrintMode, by) -> Job:
    """Ask for the sheets (ids) as one PDF; `by` alone receives it."""
    return enqueue(
        PRINT,
        by=by,
        title=f"ふりかえりシートの印刷（{len(sheets)}件、{mode.label}）",
        total=len(sheets),
        sheets=sheets,
        mode=mode.value,
    )


@job(PRINT)
def print_batch(run: Run, *, sheets: list[int], mode: str) -> None:
    """Print what the owner may see when the work is done; finished sheets are kept for a second attempt."""
    from kyodo.pdf.cache import RenderingCache  # with WeasyPrint behind it: for whoever prints alone

    owner = run.owner
    found = list(in_print_order(Sheet.objects.inside(owner).filter(pk__in=sheets)))
    if not found or not owner.has_perm("reviews.print_sheets"):
        raise JobError(NOTHING_LEFT)
    run.progress(0, len(found), force=True)
    with TemporaryFile() as out:
        count = write_pdf(
            found, mode=PrintMode(mode), reader=reader_for(owner), out=out, progress=run.progress
        )
        # Putting the parts together took its time: is the job still ours and wanted?
        run.progress(len(found), len(found), force=True)
        out.seek(0)
        run.save_file(file_name(found, PrintMode(mode)), out)
    run.save_result(sheets=count.sheets, pages=count.pages, rendered=count.rendered)
    RenderingCache("sheets").prune()


def order_report(report: SurveyReport, *, by) -> Job:
    """Ask for the report as a PDF as it stands; `by` alone receives it."""
    return enqueue(REPORT, by=by, title=f"報告書のPDF（{report.title}）", total=2, report=report.pk)


def order_edition(report: SurveyReport, *, by) -> Job:
    """Ask for the PDF of a published report, which everybody may take from its page."""
    return enqueue(EDITION, by=by, title=f"公表する報告書のPDF（{report.title}）", total=2, report=report.pk)


@job(REPORT)
def print_report(run: Run, *, report: int) -> None:
    """The file for whoever asked."""
    _print_report(run, report, "reviews.view_report")


@job(EDITION)
def print_edition(run: Run, *, report: int) -> None:
    """The same, kept as an edition while it is still published."""
    document, pdf, pages = _print_report(run, report, "reviews.write_report")
    if document.report.state == ReportState.PUBLISHED:
        keep_edition(document, pdf, pages=pages)
        run.save_result(url=reverse("reviews:survey_report", args=[document.report.survey.code]))


def _print_report(run: Run, pk: int, permission: str):
    from .printing.report import (
        print_report as laid_out,  # with WeasyPrint behind it: for whoever prints alone
    )

    report = SurveyReport.objects.visible_to(run.owner).select_related("survey").filter(pk=pk).first()
    if report is None or not run.owner.has_perm(permission, report):
        raise JobError(NO_REPORT)
    run.progress(0, 2, force=True)
    document = compose(report)
    run.progress(1, 2, force=True)
    pdf, pages = laid_out(document)
    run.progress(2, 2, force=True)
    run.save_file(f"{report.title}.pdf", BytesIO(pdf))
    run.save_result(pages=pages)
    return document, pdf, pages
