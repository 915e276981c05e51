"""Excelから取り込む, a conversation: file, columns, dry run with every faulty cell, import, undo."""

import tempfile
from pathlib import PurePath
from types import SimpleNamespace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from kyodo.access import acts_on, requires
from kyodo.jobs import reap
from kyodo.tables import TableError
from kyodo.tables.responses import XLSX_TYPE
from projects.ledger import LedgerError, write_faulty_rows

from ..actions.ledger import (
    Faulty,
    UndoRefused,
    begin,
    check_ledger,
    choose_columns,
    chosen_columns,
    current_plan,
    import_ledger,
    ledger_sheets,
    obstacles,
    read_as_remembered,
    read_ledger,
    reading_of,
    sheet_named,
    undo_import,
    upload_ledger,
)
from ..forms.ledger import ColumnsForm, LedgerUploadForm
from ..jobs import CHECK, IMPORT, UNDO
from ..ledger_steps import steps_of
from ..models import LedgerImport
from ..models.ledger_import import Stage

PAGE_SIZE = 100
CHANGEABLE = (Stage.COLUMNS, Stage.FAULTY, Stage.READY)


def visible_import(user, import_id: int):
    return LedgerImport.objects.visible_to(user).filter(pk=import_id).select_related("job", "owner")


@require_GET
@requires("projects.import_ledger")
def ledger_list(request):
    rows = LedgerImport.objects.visible_to(request.user).select_related("job", "owner").defer("mapping")
    return render(request, "projects/ledger/list.html", {"listing": _paged(request, rows)})


@require_http_methods(["GET", "POST"])
@requires("projects.import_ledger")
def ledger_upload(request):
    form = LedgerUploadForm(request.POST, request.FILES) if request.method == "POST" else LedgerUploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = upload_ledger(file, file.name, by=request.user)
        except (TableError, LedgerError) as error:
            form.add_error("file", str(error))
        else:
            return redirect("projects:ledger_columns", row.pk)
    context = {"form": form, "steps": steps_of(None)}
    return render(request, "projects/ledger/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_ledgerimport", visible_import)
def ledger_columns(request, row: LedgerImport):
    if row.stage not in CHANGEABLE:
        return redirect("projects:ledger_report", row.pk)
    sheets = ledger_sheets(row)
    sheet = sheet_named(sheets, request.POST.get("sheet") or request.GET.get("sheet") or row.sheet)
    is_kept = sheet.name[:100] == row.sheet
    try:
        ledger = (
            read_ledger(sheet, reading_of(chosen_columns(row)), year=row.fiscal_year)
            if is_kept
            else read_as_remembered(sheet)
        )
    except LedgerError as error:
        messages.error(request, str(error))
        return redirect("projects:ledger_list") if is_kept else redirect("projects:ledger_columns", row.pk)
    typed = request.POST if request.method == "POST" else None
    form = ColumnsForm(typed, ledger=ledger, division=row.mapping["division"])
    if form.is_valid() and _check(request, row, sheet, form):
        return redirect("projects:ledger_report", row.pk)
    context = {
        "row": row,
        "form": form,
        "sheets": sheets,
        "sheet": sheet,
        "steps": steps_of(row, at_columns=True),
    }
    return render(request, "projects/ledger/columns.html", context, status=422 if form.errors else 200)


def _check(request, row: LedgerImport, sheet, form: ColumnsForm) -> bool:
    """Keep the columns and try the ledger; a ledger that cannot be placed is the form's error."""
    try:
        choose_columns(
            row,
            sheet,
            columns=form.columns(),
            year=form.cleaned_data["year"],
            division=form.division_name(),
        )
        if not begin(row, CHECK, by=request.user):
            check_ledger(row, by=request.user)
    except LedgerError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_GET
@acts_on("projects.change_ledgerimport", visible_import)
def ledger_report(request, row: LedgerImport):
    """What the dry run found, or the import did; while a job works on it, how far that is."""
    if row.stage == Stage.CHECKING:
        reap()
        row.job.refresh_from_db()
    if request.htmx:
        if row.stage != Stage.CHECKING:
            return HttpResponseClientRefresh()
        return render(request, "projects/ledger/_progress.html", {"row": row})
    if row.stage == Stage.COLUMNS and row.job is None:
        return redirect("projects:ledger_columns", row.pk)
    context = {
        "row": row,
        "report": row.report,
        "steps": steps_of(row),
        "listing": _paged(request, row.report.get("errors", [])),
        "failed": row.job is not None and row.job.error,
    }
    return render(request, "projects/ledger/report.html", context)


@require_GET
@acts_on("projects.change_ledgerimport", visible_import)
def ledger_faults(request, row: LedgerImport):
    """The faulty rows as Excel, with the reason in a column of its own."""
    try:
        ledger = current_plan(row, by=request.user).ledger
    except LedgerError as error:
        messages.error(request, str(error))
        return redirect("projects:ledger_columns", row.pk)
    if not ledger.faults:
        messages.info(request, "誤りのある行は、いまはありません。もう一度確かめてください。")
        return redirect("projects:ledger_report", row.pk)
    file = tempfile.SpooledTemporaryFile(max_size=2 * 1024 * 1024)  # noqa: SIM115 - FileResponse closes it
    write_faulty_rows(ledger, file=file)
    name = f"誤りのある行_{PurePath(row.file_name).stem}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)


@require_POST
@acts_on("projects.change_ledgerimport", visible_import)
def ledger_run(request, row: LedgerImport):
    """取り込む: once, however often it is pressed."""
    if row.stage == Stage.IMPORTED:
        messages.info(request, "この台帳は、もう取り込まれています。")
    elif row.stage == Stage.READY and not begin(row, IMPORT, by=request.user):
        try:
            import_ledger(row, by=request.user)
            messages.success(request, "台帳を取り込みました。")
        except Faulty:
            messages.error(request, "確かめたあとに記録が変わり、誤りが見つかりました。取り込んでいません。")
        except LedgerError as error:
            messages.error(request, str(error))
    return redirect("projects:ledger_report", row.pk)


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_ledgerimport", visible_import)
def ledger_undo(request, row: LedgerImport):
    """取り消す, after a question; where something was built on the import it says what."""
    if row.stage != Stage.IMPORTED:
        return redirect("projects:ledger_report", row.pk)
    reasons = obstacles(row) if request.method == "GET" else []
    if request.method == "POST":
        try:
            if not begin(row, UNDO, by=request.user):
                undo_import(row, by=request.user)
                messages.success(request, "取り込みを取り消しました。")
            return redirect("projects:ledger_report", row.pk)
        except UndoRefused as refused:
            reasons = refused.reasons
    context = {"row": row, "reasons": reasons}
    return render(request, "projects/ledger/undo.html", context, status=409 if reasons else 200)


def _paged(request, rows) -> SimpleNamespace:
    """A page of rows, as the pagination component takes it."""
    paginator = Paginator(rows, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    return SimpleNamespace(
        page=page,
        paginator=paginator,
        page_range=paginator.get_elided_page_range(page.number, on_each_side=1),
    )
