"""業務の洗い出し as all of city hall reads it: the list, how far each 課 is, one row, and the theme made of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires, sees
from kyodo.drafts import discard_draft, find_draft, restore
from kyodo.fiscal_year import FiscalYear
from kyodo.history import history_of
from kyodo.lists import ListPage
from kyodo.tables import csv_response, xlsx_response

from ..actions.work import ask_for_work, make_theme
from ..enums import Fitness
from ..filters import UNDECIDED, WORK_SORTS, WorkFilter
from ..forms.work import AskForm, ItemThemeForm
from ..models import WorkItem, WorkRound
from ..queries.work import DivisionWork, visible_item, work_of_divisions
from ..work_pictures import work_picture
from ..work_tables import ITEM_HEADER, SUMMARY_HEADER, item_rows, summary_rows
from .survey_frame import sent

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}
KINDS = (("CSV", "csv"), ("Excel", "xlsx"))


def _filtered(request) -> WorkFilter:
    rows = WorkItem.objects.select_related("division", "theme")
    return WorkFilter(request.GET, rows)


@require_GET
@requires("reviews.list_work")
def work(request):
    """Every row of a 年度, narrowed by 課, mark, and whether it became a theme."""
    filterset = _filtered(request)
    own = sorted(request.user.standing.division_ids - request.user.standing.inherited)
    context = {
        "listing": ListPage(request, filterset, WORK_SORTS),
        "unit": "業務",
        "year": filterset.year,
        "asked": WorkRound.objects.filter(fiscal_year=filterset.year.year).first(),
        "own_divisions": [(pk, name) for pk, name in filterset.named if pk in own],
        "exports": [(label, reverse("reviews:work_file", args=[kind])) for label, kind in KINDS],
    }
    return render(request, "reviews/work/list.html", context)


@require_GET
@requires("reviews.list_work")
def work_file(request, kind: str):
    """The same rows as a file."""
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    filterset = _filtered(request)
    rows = item_rows(filterset.qs.order_by(*WORK_SORTS[0].order).iterator(chunk_size=500))
    return RESPONSES[kind](rows, ITEM_HEADER, f"業務の洗い出し_{filterset.year.short_label}")


@require_GET
@requires("reviews.list_work")
def work_summary(request):
    """How far each 課 is and how it marked its work: chart and table of one result."""
    filterset = _filtered(request)
    found = work_of_divisions(filterset.year)
    context = {
        "year": filterset.year,
        "years": filterset.years,
        "lines": [(each, _cells(each, filterset.year)) for each in found],
        "done": sum(each.is_done for each in found),
        "total": sum(each.rows for each in found),
        "picture": work_picture(found, filterset.year),
        "asked": WorkRound.objects.filter(fiscal_year=filterset.year.year).first(),
        "kinds": KINDS,
    }
    return render(request, "reviews/work/summary.html", context)


def _cells(row: DivisionWork, year: FiscalYear) -> list[tuple[str, int, str]]:
    """One 課's counts, each with its label and the address of the rows behind it."""
    cells = [
        ("業務", row.rows, {}),
        ("できる", row.yes, {"fitness": Fitness.YES}),
        ("条件つき", row.conditional, {"fitness": Fitness.CONDITIONAL}),
        ("できない", row.no, {"fitness": Fitness.NO}),
        ("まだ", row.unmarked, {"fitness": UNDECIDED}),
        ("テーマになった", row.themes, {"theme": "yes"}),
    ]
    base = {"year": year.year, "division": row.division.pk}
    listed = reverse("reviews:work")
    return [(label, count, f"{listed}?{urlencode(base | narrowed)}") for label, count, narrowed in cells]


@require_GET
@requires("reviews.list_work")
def work_summary_file(request, kind: str):
    if kind not in RESPONSES:
        return HttpResponseNotFound()
    year = _filtered(request).year
    rows = summary_rows(work_of_divisions(year))
    return RESPONSES[kind](rows, SUMMARY_HEADER, f"業務の洗い出し_課ごと_{year.short_label}")


@require_GET
@sees(visible_item)
def work_item(request, item: WorkItem):
    """One row, the theme that was made of it, and what happened to it."""
    context = {
        "item": item,
        "year": FiscalYear(item.fiscal_year),
        "events": history_of(item),
        "may_write": request.user.has_perm("reviews.change_workitem", item),
        "may_make_theme": item.theme_id is None and item.fitness in Fitness.fits(),
    }
    return render(request, "reviews/work/item.html", context)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.make_theme", visible_item)
def work_theme(request, item: WorkItem):
    """The office makes a theme of a row: a draft of the row's 課, which writes on and hands it in."""
    if item.theme_id:
        messages.info(request, "この業務は、もうテーマになっています。")
        return redirect("projects:theme", item.theme_id)
    draft_key = f"reviews.work_theme:{item.pk}"
    if "discard_draft" in request.POST:
        discard_draft(request.user, draft_key)
        return redirect(request.path)
    form = ItemThemeForm(sent(request), item=item)
    if request.method == "POST" and form.is_valid():
        try:
            theme = make_theme(item, form.save(commit=False), by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            discard_draft(request.user, draft_key)
            messages.success(
                request, f"テーマの下書きを作りました。{item.division}が書き足して、事務局へ出します。"
            )
            return redirect("projects:theme", theme.pk)
    draft = find_draft(request.user, draft_key) if request.method == "GET" else None
    if draft is not None:
        form = restore(ItemThemeForm, draft, item=item)
    context = {"item": item, "form": form, "draft": draft, "draft_key": draft_key}
    return render(request, "reviews/work/theme.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires("reviews.ask_for_work")
def work_ask(request):
    """Ask every 課 for the list of a 年度, or move the day."""
    first = {"fiscal_year": FiscalYear.current().next.year}
    form = AskForm(sent(request), initial=first)
    if request.method == "POST" and form.is_valid():
        year = FiscalYear(form.cleaned_data["fiscal_year"])
        ask_for_work(year, due_on=form.cleaned_data["due_on"], by=request.user)
        messages.success(request, f"{year.short_label}の業務の洗い出しを、すべての課に頼みました。")
        return redirect(f"{reverse('reviews:work_summary')}?year={year.year}")
    context = {"form": form, "rounds": WorkRound.objects.all()}
    return render(request, "reviews/work/ask.html", context, status=422 if form.errors else 200)
