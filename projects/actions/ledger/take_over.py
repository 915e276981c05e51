"""A ledger taken over in one go, as the command line does it."""

from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from kyodo.access import require
from kyodo.tables import Sheet
from projects.ledger import LedgerError

from .conversation import keep_file
from .plan import Plan
from .planning import make_plan
from .report import report_of
from .source import ColumnChoice, open_ledger_file, read_ledger
from .writing import history_marks, lock_imports, write_plan


def take_over(
    file: BinaryIO,
    name: str,
    *,
    by,
    mapping: ColumnChoice | None = None,
    year: int | None = None,
    sheet_name: str = "",
    dry_run: bool = False,
) -> dict:
    """The report of a dry run or of an import; with any error nothing is written. Raises TableError or LedgerError.

    `by` None is the server's own command line: it may change every 課's records. With a person the import is kept,
    so that it can be undone on its page.
    """
    if by is not None:
        require(by, "projects.import_ledger")
    sheets = open_ledger_file(file, name, mapping)
    sheet = _chosen(sheets, sheet_name)
    ledger = read_ledger(sheet, mapping, year=year)
    with transaction.atomic():
        lock_imports()
        plan = make_plan(ledger, by=by)
        others = "、".join(f"「{each.name}」" for each in sheets if each is not sheet)
        if others and not sheet_name:
            plan.notes.append(
                f"シート「{sheet.name}」を読みました。台帳のあるシートはほかに{others}があります。"
            )
        report = report_of(plan)
        if not dry_run and not report["errors"]:
            _write(plan, report, file, name, by)
    return report


def _chosen(sheets: list[Sheet], name: str) -> Sheet:
    if not name:
        return sheets[0]
    found = next((sheet for sheet in sheets if sheet.name == name), None)
    if found is None:
        names = "、".join(f"「{sheet.name}」" for sheet in sheets)
        raise LedgerError(f"「{name}」というシートに台帳がありません。台帳のあるシート：{names}")
    return found


def _write(plan: Plan, report: dict, file: BinaryIO, name: str, by) -> None:
    if by is None:
        write_plan(plan, by=None)
        return
    kept = keep_file(file, name, plan.ledger, by=by)
    write_plan(plan, by=by, ledger_import=kept)
    kept.report = report | {"error_count": 0, "history": history_marks()}
    kept.imported_at = timezone.now()
    kept.save(update_fields=["report", "imported_at"])
