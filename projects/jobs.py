"""Long work on projects: trying a large ledger, taking it over, taking it back; printing letters, a calculation."""

from tempfile import TemporaryFile

from django.urls import reverse

from kyodo.jobs import JobError, Run, enqueue, job
from kyodo.models import Job
from projects.ledger import LedgerError

from .actions.ledger import Faulty, UndoRefused, check_ledger, import_ledger, undo_import
from .models import Call, LedgerImport
from .printing.calculation import file_name, write_calculation
from .queries.deciding import printable_decisions
from .queries.ranking import ranking_of

LETTERS = "projects.print_letters"
CHECK, IMPORT, UNDO = "projects.check_ledger", "projects.import_ledger", "projects.undo_ledger"
CALCULATION = "projects.print_calculation"
NOTHING_CLOSED = "印刷できる計算がありません。採点を締め切ってから印刷してください。"


@job(CHECK)
def check(run: Run, *, ledger_import: int) -> None:
    """Find out what an import would do."""
    row = _row(run, ledger_import)
    try:
        check_ledger(row, by=run.owner, progress=run.progress)
    except LedgerError as error:
        raise JobError(str(error)) from None


@job(IMPORT)
def take_over(run: Run, *, ledger_import: int) -> None:
    """Import; its progress stands still at the end while all is written at once."""
    row = _row(run, ledger_import)
    try:
        import_ledger(row, by=run.owner, progress=run.progress)
    except Faulty:
        raise JobError("誤りが見つかったので、取り込んでいません。誤りの一覧を確かめてください。") from None
    except LedgerError as error:
        raise JobError(str(error)) from None


@job(UNDO)
def take_back(run: Run, *, ledger_import: int) -> None:
    """Undo an import."""
    row = _row(run, ledger_import)
    try:
        undo_import(row, by=run.owner)
    except UndoRefused as refused:
        raise JobError(" ".join(refused.reasons)) from None


def _row(run: Run, pk: int) -> LedgerImport:
    """The import; refused where the person has lost the right to it while the job waited."""
    row = LedgerImport.objects.visible_to(run.owner).filter(pk=pk).first()
    if row is None or not run.owner.has_perm("projects.change_ledgerimport", row):
        raise JobError("この台帳を取り込む権限がありません。")
    run.save_result(url=reverse("projects:ledger_report", args=[pk]))
    return row


def order_letters(call: Call, *, by) -> Job:
    """Ask for all letters of the call's decisions as one PDF."""
    return enqueue(LETTERS, by=by, title=f"通知書の印刷（{call.title}）", call=call.pk)


@job(LETTERS)
def print_letters(run: Run, *, call: int) -> None:
    """Every decision as it stands now; before the release each is marked as a draft."""
    from .printed_letters import compose_letter, file_name, prune, write_pdf  # brings WeasyPrint along

    found = Call.objects.visible_to(run.owner).filter(pk=call).first()
    if found is None or not run.owner.has_perm("projects.release_decisions"):
        raise JobError("通知書を印刷する権限がありません。")
    letters = [compose_letter(found, decision) for decision in printable_decisions(found, run.owner)]
    if not letters:
        raise JobError("印刷する通知書がありません。先に決定を入れてください。")
    run.progress(0, len(letters), force=True)
    with TemporaryFile() as out:
        rendered = write_pdf(
            letters, title=f"通知書 {found.title} {len(letters)}件", out=out, progress=run.progress
        )
        run.progress(
            len(letters), len(letters), force=True
        )  # putting it together took time: is it still wanted?
        out.seek(0)
        run.save_file(file_name(f"{found.title} {len(letters)}件"), out)
    run.save_result(letters=len(letters), rendered=rendered)
    prune()


def order_calculation(call: Call, *, by) -> Job:
    """Ask for the whole calculation of a call's screening as one PDF."""
    return enqueue(CALCULATION, by=by, title=f"審査の計算の印刷（{call.title}）", call=call.pk)


@job(CALCULATION)
def print_calculation(run: Run, *, call: int) -> None:
    """What is closed when the work is done, for whoever still may see it."""
    found = Call.objects.filter(pk=call).first()
    ranking = ranking_of(found) if found and run.owner.has_perm("projects.run_screening", found) else None
    if ranking is None or not ranking.boards:
        raise JobError(NOTHING_CLOSED)
    with TemporaryFile() as out:
        pages = write_calculation(found, ranking, out=out, progress=run.progress)
        out.seek(0)
        run.save_file(file_name(found), out)
    run.save_result(pages=pages)
