"""Long work on projects: trying a large ledger, taking it over, taking it back."""

from django.urls import reverse

from kyodo.jobs import JobError, Run, job
from projects.ledger import LedgerError

from .actions.ledger import Faulty, UndoRefused, check_ledger, import_ledger, undo_import
from .models import LedgerImport

CHECK, IMPORT, UNDO = "projects.check_ledger", "projects.import_ledger", "projects.undo_ledger"


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
