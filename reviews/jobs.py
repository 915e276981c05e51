"""Long work of this app: printing more sheets than a person waits for."""

from tempfile import TemporaryFile

from kyodo.jobs import JobError, Run, enqueue, job
from kyodo.models import Job

from .models import Sheet
from .printing.batch import file_name, in_print_order, write_pdf
from .printing.document import PrintMode
from .printing.readers import reader_for

PRINT = "reviews.print_sheets"
NOTHING_LEFT = "印刷できるシートがありません。選び直してください。"


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
