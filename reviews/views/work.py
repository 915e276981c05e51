"""業務の洗い出し as a 課 writes it: all its rows in one form, copied from last year with one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on
from kyodo.drafts import as_form_data, discard_draft, find_draft
from kyodo.fiscal_year import FiscalYear
from organizations.lineage import before
from organizations.models import Division

from ..actions.work import RowFault, WorkConflict, copy_work, set_work
from ..forms.work import (
    WorkForms,
    add_fault,
    differences_of,
    gone_names,
    on_top_of,
    with_choices,
    without_row,
)
from ..models import WorkItem, WorkRound
from ..queries.work import divisions_listing

FIRST_YEAR, LAST_YEAR = 1900, 2200
ROWS_A_PRESS = 5


def listing_division(user, pk: int, year: int):
    """A 課 that lists the work of this 年度, for city staff."""
    if not (user.standing.is_staff and FIRST_YEAR <= year <= LAST_YEAR):
        return Division.objects.none()
    return divisions_listing(FiscalYear(year)).filter(pk=pk)


@require_http_methods(["GET", "POST"])
@acts_on("reviews.write_work", listing_division)
def work_edit(request, division: Division):
    return _WorkPage(request, division).answer()


@require_POST
@acts_on("reviews.write_work", listing_division)
def work_copy(request, division: Division):
    """Last year's rows of this 課, and of those whose records came down to it."""
    year = FiscalYear(request.resolver_match.kwargs["year"])
    count = copy_work(division, year, sources=[division.pk, *before([division.pk])], by=request.user)
    if count:
        messages.success(
            request,
            f"{year.previous.short_label}から{count}件を写しました。選んだものを見直してください。",
        )
    else:
        messages.info(request, f"{year.previous.short_label}から写せる業務は、ほかにありません。")
    return redirect("reviews:work_edit", year.year, division.pk)


class _WorkPage:
    """The form of one 課 and 年度: shown, restored from a draft, longer by some rows, refused, in conflict, saved."""

    def __init__(self, request, division: Division):
        self.request, self.division = request, division
        self.year = FiscalYear(request.resolver_match.kwargs["year"])
        self.draft_key = f"reviews.work:{division.pk}:{self.year.year}"
        self.items = WorkItem.objects.filter(division=division, fiscal_year=self.year.year)
        self.items = list(self.items.select_related("theme").order_by("position", "pk"))

    def answer(self) -> HttpResponse:
        if self.request.method == "GET":
            return self._open()
        if "discard_draft" in self.request.POST:
            discard_draft(self.request.user, self.draft_key)
            return redirect(self.request.path)
        typed = with_choices(self.items, self.request.POST)
        if "drop" in typed:
            return self._show(WorkForms(self.items, without_row(typed), blank_rows=0).silence())
        if "add_row" in typed:
            return self._show(WorkForms(self.items, typed, blank_rows=ROWS_A_PRESS).silence())
        return self._save(typed)

    def _open(self) -> HttpResponse:
        draft = find_draft(self.request.user, self.draft_key)
        if draft is None:
            return self._show(WorkForms(self.items))
        return self._show(WorkForms(self.items, as_form_data(draft), blank_rows=0).silence(), draft=draft)

    def _save(self, data) -> HttpResponse:
        forms = WorkForms(self.items, data, blank_rows=0)
        if not forms.is_valid():
            return self._show(forms, status=422)
        try:
            set_work(self.division, self.year, forms.entries(), by=self.request.user)
        except RowFault as fault:
            add_fault(forms, fault.place, fault)
            return self._show(forms, status=422)
        except WorkConflict as conflict:
            again = WorkForms(self.items, on_top_of(conflict.clashes, data), blank_rows=0)
            told = {
                "differences": differences_of(conflict.clashes, forms),
                "gone": gone_names(conflict.clashes, forms),
            }
            return self._show(again.silence(), status=409, **told)
        discard_draft(self.request.user, self.draft_key)
        messages.success(self.request, "保存しました。")
        return redirect(f"{reverse('reviews:work')}?year={self.year.year}&division={self.division.pk}")

    def _show(self, forms: WorkForms, *, status: int = 200, **more) -> HttpResponse:
        context = {
            "division": self.division,
            "year": self.year,
            "forms": forms,
            "asked": WorkRound.objects.filter(fiscal_year=self.year.year).first(),
            "draft_key": self.draft_key,
            **more,
        }
        return render(self.request, "reviews/work/edit.html", context, status=status)
