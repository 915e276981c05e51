"""Printing: one sheet at once, a selection or a year at once or as a job."""

from io import BytesIO

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import public, requires, sees

from ..filters import SheetFilter
from ..forms.printing import PAGES_A_SHEET, OptionsForm, SelectionForm
from ..jobs import order_print
from ..models import Sheet
from ..models.sheet import SheetQuerySet
from ..printing.batch import file_name, in_print_order, write_pdf
from ..printing.document import PrintMode
from ..printing.readers import reader_for
from ..queries.sheets import visible_sheet

AT_ONCE = 10  # sheets that a person waits for; more are a job
SHOWN = 20
NOTHING = "当てはまるシートがありません。年度・課・状態を選び直してください。"


@public
@require_GET
@sees(visible_sheet)
def print_sheet(request, sheet: Sheet):
    """One sheet as a PDF, as this person may see it: `?mode=` filled, comparison or blank."""
    mode = request.GET.get("mode", PrintMode.FILLED)
    if mode not in PrintMode.values:
        raise Http404("no such way to print")
    return _pdf(request.user, [sheet], PrintMode(mode))


@require_http_methods(["GET", "POST"])
@requires("reviews.print_sheets")
def print_selection(request):
    """The sheets that were ticked in the list, or all that its filters leave: how they are printed."""
    if request.method == "POST":
        form = SelectionForm(request.POST)
    else:
        form = SelectionForm(request.GET, listed=request.GET.urlencode())
    sheets = _selected(form, request.user)
    count = sheets.count()
    if not count:
        messages.error(request, "印刷するシートを、一覧で選んでください。")
        return redirect("reviews:sheets")
    if request.method == "POST" and not form.is_bound:
        return redirect(f"{reverse('reviews:print_selection')}?{form.address_query}")
    if request.method == "POST" and form.is_valid():
        return _deliver(request, sheets, form.chosen_mode)
    some = in_print_order(sheets)[:SHOWN]
    context = {"form": form, "some": some, "rest": max(0, count - SHOWN), **_expected(count)}
    return render(request, "reviews/printing/selection.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires("reviews.print_sheets")
def print_options(request):
    """A whole 年度, or one 課 or state of it: how many sheets that are, then the print."""
    form = OptionsForm(request.POST if request.method == "POST" else request.GET, user=request.user)
    count = form.sheets().count()
    if request.method == "POST" and form.is_valid():
        if count:
            return _deliver(request, form.sheets(), form.chosen_mode)
        form.add_error(None, NOTHING)
    context = {"form": form, **_expected(count)}
    return render(request, "reviews/printing/options.html", context, status=422 if form.errors else 200)


def _selected(form: SelectionForm, user) -> SheetQuerySet:
    rows = Sheet.objects.inside(user)
    if form.query is None:
        return rows.filter(pk__in=form.ticked)
    return SheetFilter(QueryDict(form.query), rows, user=user).qs


def _expected(count: int) -> dict:
    return {"count": count, "pages": count * PAGES_A_SHEET, "is_job": count > AT_ONCE, "at_once": AT_ONCE}


def _deliver(request, sheets: SheetQuerySet, mode: PrintMode) -> HttpResponse:
    ordered = in_print_order(sheets)
    ids = list(ordered.values_list("pk", flat=True))
    if len(ids) > AT_ONCE:
        return redirect("job", pk=order_print(ids, mode=mode, by=request.user).pk)
    return _pdf(request.user, list(ordered), mode)


@csp_exempt()  # a browser's own PDF viewer is a plug-in to it, and object-src refuses those
def _pdf(user, sheets: list[Sheet], mode: PrintMode) -> FileResponse:
    """The file as the browser shows it, under a name that says what it is."""
    out = BytesIO()
    write_pdf(sheets, mode=mode, reader=reader_for(user), out=out)
    out.seek(0)
    response = FileResponse(out, content_type="application/pdf", filename=file_name(sheets, mode))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
