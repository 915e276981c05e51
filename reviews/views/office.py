"""The office's pages: rounds opened, watched, completed; versions of the axes."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, require, requires
from kyodo.fiscal_year import FiscalYear

from ..actions.axes import make_version
from ..actions.rounds import (
    add_missing_sheets,
    change_due_dates,
    open_round,
    publish_round,
    publishable,
    start_entry,
)
from ..enums import SheetState
from ..filters import WAITING
from ..forms.axes import AxisFormSet, AxisSetForm, rows_of
from ..forms.rounds import DatesForm, RoundForm
from ..models import AxisSet, ReviewRound
from ..planning import plan_round
from .year import list_url, review_round

# What a button of a round's page does: its question, its verb, the function, and what it says afterwards.
ROUND_VERBS = {
    "add": ("足りないシートを作ります。", "シートを足す", add_missing_sheets, "件のシートを足しました。"),
    "start": (
        "準備のシートに、事業の本文をいまの内容で写し、記入を始めます。",
        "記入を始める",
        start_entry,
        "件で記入を始めました。",
    ),
    "publish": (
        "確定したシートのうち、事業が「公開」のものを、だれでも読めるようにします。",
        "まとめて公表する",
        publish_round,
        "件を公表しました。",
    ),
}


@require_GET
@requires("reviews.view_round")
def rounds(request):
    """Every 年度's round with how far it is."""
    found = ReviewRound.objects.select_related("axis_set").annotate(
        total=Count("sheets"),
        settled=Count("sheets", filter=Q(sheets__state__in=SheetState.frozen())),
    )
    context = {
        "rounds": [(FiscalYear(each.fiscal_year), each) for each in found],
        "may_run": request.user.has_perm("reviews.run_round"),
    }
    return render(request, "reviews/office/rounds.html", context)


@require_http_methods(["GET", "POST"])
@requires("reviews.run_round")
def round_open(request):
    """A year, its dates and axes; then what would be made; then it is made."""
    form = RoundForm(request.POST or None, initial=RoundForm.first_values())
    plan = None
    if request.method == "POST" and form.is_valid():
        plan = plan_round(FiscalYear(form.cleaned_data["fiscal_year"]))
        if request.POST.get("then") == "open":
            return _open(request, form.cleaned_data)
    status = 422 if form.errors else 200
    return render(request, "reviews/office/open.html", {"form": form, "plan": plan}, status=status)


def _open(request, given: dict):
    year = FiscalYear(given["fiscal_year"])
    opened = open_round(
        year=year,
        axis_set=given["axis_set"],
        entry_due_on=given["entry_due_on"],
        meeting_due_on=given["meeting_due_on"],
        by=request.user,
    )
    if given["start"]:
        start_entry(review_round=opened, by=request.user)
    messages.success(request, f"{year.short_label}のふりかえりを開きました。")
    return redirect("reviews:round", year=year.year)


@require_GET
@acts_on("reviews.view_round", review_round)
def round_page(request, review_round: ReviewRound):
    """How far the year is, by state and by 課, and who has to do what."""
    year = review_round.fiscal_year
    today = timezone.localdate()
    may_run = request.user.has_perm("reviews.run_round")
    states = _count_by_state(review_round)
    context = {
        "round": review_round,
        "year": FiscalYear(year),
        "today": today,
        "states": [(state, states.get(state, 0), list_url(year, state=state.value)) for state in SheetState],
        "total": sum(states.values()),
        "divisions": _count_by_division(review_round, today),
        "waiting": _count_waiting(review_round, today),
        "late_url": list_url(year, late=1),
        "may_run": may_run,
        "missing": len(plan_round(FiscalYear(year)).wanted) if may_run else 0,
        "publishable": publishable(review_round.sheets.all()).count() if may_run else 0,
        "preparing": states.get(SheetState.PREPARING, 0),
    }
    return render(request, "reviews/office/round.html", context)


def _count_by_state(review_round: ReviewRound) -> dict[str, int]:
    return dict(review_round.sheets.order_by().values_list("state").annotate(n=Count("pk")))


def _count_by_division(review_round: ReviewRound, today) -> list[dict]:
    late = Q(state=SheetState.OPEN, due_on__lt=today) | Q(state=SheetState.MEETING, meeting_due_on__lt=today)
    states = {state.value: Count("pk", filter=Q(state=state)) for state in SheetState}
    rows = (
        review_round.sheets.order_by("division__position", "division__code")
        .values("division", "division_name")
        .annotate(total=Count("pk"), late=Count("pk", filter=late), **states)
    )
    year = review_round.fiscal_year
    return [
        {
            "name": row["division_name"],
            "url": list_url(year, division=row["division"]),
            "late_url": list_url(year, division=row["division"], late=1),
            "late": row["late"],
            "total": row["total"],
            "settled": row[SheetState.FINAL] + row[SheetState.PUBLISHED],
            "cells": [
                (state.label, row[state.value], list_url(year, division=row["division"], state=state.value))
                for state in SheetState
            ],
        }
        for row in rows
    ]


def _count_waiting(review_round: ReviewRound, today) -> list[dict]:
    """Who has to do what: how many sheets wait for it, and how many of them are late."""
    late = Q(due_on__lt=today)
    late_of = {"meeting": Q(meeting_due_on__lt=today), "publish": Q(pk__isnull=True)}
    counts = {}
    for key, (_, waits) in WAITING.items():
        counts[key] = Count("pk", filter=waits)
        counts[f"{key}_late"] = Count("pk", filter=waits & late_of.get(key, late))
    found = review_round.sheets.order_by().aggregate(**counts)
    year = review_round.fiscal_year
    return [
        {
            "label": label,
            "count": found[key],
            "late": found[f"{key}_late"],
            "url": list_url(year, waiting=key),
            "late_url": list_url(year, waiting=key, late=1),
        }
        for key, (label, _) in WAITING.items()
    ]


@require_http_methods(["GET", "POST"])
@acts_on("reviews.run_round", review_round)
def round_dates(request, review_round: ReviewRound):
    """Move the due dates, also those of the sheets that are not settled."""
    form = DatesForm(request.POST or None, instance=review_round)
    if request.method == "POST" and form.is_valid():
        change_due_dates(
            review_round=review_round,
            entry_due_on=form.cleaned_data["entry_due_on"],
            meeting_due_on=form.cleaned_data["meeting_due_on"],
            by=request.user,
        )
        messages.success(request, "期限を変えました。まだ確定していないシートの期限も変わりました。")
        return redirect("reviews:round", year=review_round.fiscal_year)
    context = {"form": form, "round": review_round, "year": FiscalYear(review_round.fiscal_year)}
    return render(request, "reviews/office/dates.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def round_act(request, year: int, verb: str):
    """One question, one button: sheets added, started or published together."""
    found = get_object_or_404(review_round(request.user, year))
    if verb not in ROUND_VERBS:
        raise Http404
    require(request.user, "reviews.run_round", found)
    question, label, act, done = ROUND_VERBS[verb]
    if request.method == "POST":
        messages.success(request, f"{act(review_round=found, by=request.user)}{done}")
        return redirect("reviews:round", year=year)
    context = {
        "round": found,
        "year": FiscalYear(year),
        "question": question,
        "label": label,
        "back_url": reverse("reviews:round", args=[year]),
    }
    return render(request, "reviews/office/act.html", context)


round_act.permission = "reviews.run_round"


@require_GET
@requires("reviews.change_axisset")
def axis_sets(request):
    """Every version of the axes, and how many rounds use it."""
    found = AxisSet.objects.prefetch_related("axes").annotate(used=Count("rounds"))
    return render(request, "reviews/office/axis_sets.html", {"axis_sets": found})


@require_http_methods(["GET", "POST"])
@requires("reviews.change_axisset")
def axis_set_new(request):
    """A new version, begun from the current one; a version itself is never changed."""
    current = AxisSet.objects.filter(is_current=True).first()
    data = request.POST or None
    form = AxisSetForm(data, initial={"name": current.name if current else "ふりかえりの視点"})
    rows = AxisFormSet(data, initial=rows_of(current), prefix="axes")
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        key = current.key if current else "city"
        made, happened = make_version(key=key, name=form.cleaned_data["name"], axes=rows.axes)
        if happened == "unchanged":
            messages.info(request, "いまの版と同じなので、新しい版は作りませんでした。")
        else:
            messages.success(request, f"第{made.version}版を作りました。次に開く年度から使います。")
        return redirect("reviews:axis_sets")
    context = {"form": form, "rows": rows, "current": current}
    return render(request, "reviews/office/axis_set_new.html", context, status=422 if data else 200)
