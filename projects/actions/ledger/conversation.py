"""The conversation about one ledger: uploaded, its columns confirmed, tried, taken over."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import BinaryIO
from uuid import uuid4

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from kyodo.jobs import enqueue
from kyodo.tables import Sheet
from kyodo.text import clean
from projects.ledger import Ledger, LedgerError, guess_columns, heading_key

from ...models import ColumnMapping, LedgerImport
from .plan import Plan
from .planning import Progress, make_plan
from .report import report_of
from .source import ColumnChoice, open_ledger_file, read_ledger
from .writing import history_marks, lock_imports, write_plan

SMALL = 300  # rows; up to here the answer comes at once, above it a job works it out
KEY_LENGTH = 150
KEPT_ERRORS = 2_000  # on the page; the Excel file of the faulty rows has all


class Faulty(Exception):
    """The ledger has faults now, though the dry run found none; nothing was written."""


def remembered_columns() -> dict[str, str]:
    """What headings meant before, heading → Field value ("" for a column to be left out)."""
    return dict(ColumnMapping.objects.values_list("header_key", "field"))


def upload_ledger(file: BinaryIO, name: str, *, by) -> LedgerImport:
    """Keep the file, if a ledger is in it; raises TableError or LedgerError with what to do otherwise."""
    name = clean(name)[-200:]
    sheet = open_ledger_file(file, name, remembered_columns())[0]
    return keep_file(file, name, read_as_remembered(sheet), by=by)


def read_as_remembered(sheet: Sheet) -> Ledger:
    """The sheet's ledger with its headings as they were meant before, or as guessed where that leaves too little."""
    try:
        return read_ledger(sheet, remembered_columns())
    except LedgerError:
        return read_ledger(sheet)


def keep_file(file: BinaryIO, name: str, ledger: Ledger, *, by) -> LedgerImport:
    """Store the file away from the public, together with how it was read."""
    file.seek(0)
    kept = File(
        file, name=f"{uuid4().hex}{PurePath(name).suffix.lower()[:5]}"
    )  # names may hold personal data
    return LedgerImport.objects.create(
        owner=by,
        file=kept,
        file_name=name,
        sheet=ledger.sheet_name[:100],
        fiscal_year=ledger.year,
        mapping={"columns": _columns_of(ledger), "division": "", "rows": len(ledger.rows)},
    )


def ledger_sheets(ledger_import: LedgerImport) -> list[Sheet]:
    """The sheets of the kept file that hold a ledger."""
    with ledger_import.file.open("rb") as file:
        return open_ledger_file(file, ledger_import.file_name, remembered_columns())


def sheet_named(sheets: list[Sheet], name: str) -> Sheet:
    return next((sheet for sheet in sheets if sheet.name[:100] == name), sheets[0])


def chosen_columns(ledger_import: LedgerImport) -> dict[int, str]:
    """Column number → Field value, as confirmed; JSON keeps keys as text."""
    return {int(number): field for number, field in ledger_import.mapping["columns"].items()}


def reading_of(columns: Mapping[int, str]) -> ColumnChoice:
    """Columns chosen by number, over what headings meant before: it is by their words that headings are found."""
    return {**remembered_columns(), **columns}


def _columns_of(ledger: Ledger) -> dict[str, str]:
    return {str(column.number): column.field for column in ledger.columns}


@transaction.atomic
def choose_columns(
    ledger_import: LedgerImport,
    sheet: Sheet,
    *,
    columns: dict[int, str],
    year: int | None,
    division: str = "",
) -> LedgerImport:
    """Keep how the sheet is to be read, and remember what its headings mean where that was not guessed."""
    ledger = read_ledger(sheet, reading_of(columns), year=year)
    guessed = guess_columns({column.number: column.header for column in ledger.columns})
    known = remembered_columns()
    for column in ledger.columns:
        key = heading_key(column.header)[:KEY_LENGTH]
        if known.get(key, guessed.get(column.number, "")) != column.field:
            ColumnMapping.objects.update_or_create(header_key=key, defaults={"field": column.field})
    ledger_import.sheet = sheet.name[:100]
    ledger_import.fiscal_year = year
    ledger_import.mapping = {
        "columns": _columns_of(ledger),
        "division": division,
        "rows": len(ledger.rows),
    }
    ledger_import.report = {}
    ledger_import.save(update_fields=["sheet", "fiscal_year", "mapping", "report"])
    return ledger_import


def begin(ledger_import: LedgerImport, kind: str, *, by) -> bool:
    """Have a large ledger worked on by a job (of `projects.jobs`): True when it is, also since before.

    False for a small one, which the caller does at once.
    """
    if ledger_import.mapping["rows"] <= SMALL:
        return False
    with transaction.atomic():
        locked = (
            LedgerImport.objects.select_for_update(of=("self",))
            .select_related("job")
            .get(pk=ledger_import.pk)
        )
        if locked.job is None or not locked.job.is_open:
            locked.job = enqueue(
                kind,
                by=by,
                title=f"台帳の取り込み（{locked.file_name}）",
                total=ledger_import.mapping["rows"],
                ledger_import=locked.pk,
            )
            locked.save(update_fields=["job"])
    return True


def current_plan(ledger_import: LedgerImport, *, by, progress: Progress = lambda done, total: None) -> Plan:
    """The ledger as confirmed, compared with the portal as it is now."""
    sheet = sheet_named(ledger_sheets(ledger_import), ledger_import.sheet)
    ledger = read_ledger(sheet, reading_of(chosen_columns(ledger_import)), year=ledger_import.fiscal_year)
    return make_plan(ledger, by=by, division=ledger_import.mapping["division"], progress=progress)


def check_ledger(
    ledger_import: LedgerImport, *, by, progress: Progress = lambda done, total: None
) -> LedgerImport:
    """The dry run: keeps what an import would do, and every fault."""
    return _keep_report(ledger_import, current_plan(ledger_import, by=by, progress=progress))


def import_ledger(
    ledger_import: LedgerImport, *, by, progress: Progress = lambda done, total: None
) -> LedgerImport:
    """Take the ledger over, all or nothing; a second call does nothing. Raises Faulty (the report says why).

    What is slow is done before the transaction, where its progress can be seen. If anybody wrote in between, the
    comparison is made again inside it.
    """
    marks = history_marks()
    plan = current_plan(ledger_import, by=by, progress=progress)
    if not plan.ledger.faults:
        with transaction.atomic():
            lock_imports()
            locked = LedgerImport.objects.select_for_update().get(pk=ledger_import.pk)
            if locked.imported_at is not None:
                return locked
            if history_marks() != marks:
                plan = current_plan(locked, by=by)
            if not plan.ledger.faults:
                write_plan(plan, by=by, ledger_import=locked)
                locked.report = _report(plan) | {"history": history_marks()}
                locked.imported_at = timezone.now()
                locked.save(update_fields=["report", "imported_at"])
                return locked
    _keep_report(ledger_import, plan)
    raise Faulty


def _keep_report(ledger_import: LedgerImport, plan: Plan) -> LedgerImport:
    ledger_import.report = _report(plan)
    ledger_import.save(update_fields=["report"])
    return ledger_import


def _report(plan: Plan) -> dict:
    report = report_of(plan)
    return report | {"error_count": len(report["errors"]), "errors": report["errors"][:KEPT_ERRORS]}
