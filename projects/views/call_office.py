"""The office runs its calls: the list, one call with what is next, and the steps it takes."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires
from kyodo.history import history_of
from kyodo.lists import ListPage

from ..actions.calls import cancel_call, end_call, extend_deadline, publish_call, start_screening
from ..call_gaps import gaps_of
from ..call_parts import changeable_parts
from ..call_steps import NextStep, Waiting, next_step, step_bar
from ..call_values import values_of
from ..desk.in_hand import proposals_in_hand
from ..enums import CallState, ThemeState
from ..filters.calls import CALL_SORTS, OfficeCallFilter
from ..forms.calls import ExtendForm
from ..forms.steps import StepForm
from ..models import Call, Category, Criterion, Programme, ScreeningStage, Theme
from ..queries.assigning import stage_in_hand
from ..queries.calls import numbers_of
from .calls_seen import visible_call

RUN = "projects.run_programme"
# What a step does: its label, what is asked first, the function, and what is said afterwards.
STEPS = {
    "screen": (
        "審査を始める",
        "審査を始めると、募集の内容は、審査の決まりと日程のほかは変えられません。",
        start_screening,
        "審査を始めました。",
    ),
    "end": ("終了にする", "終わった募集として残します。もう戻せません。", end_call, "終了にしました。"),
    "cancel": (
        "中止にする",
        "募集を取りやめます。公開した募集では、理由がお知らせとして出ます。もう戻せません。",
        cancel_call,
        "中止にしました。",
    ),
}
# The pages of other journeys about one call: title, what it is for, the address that takes the call.
PREPARED = (
    ("審査委員", "招待と割当て", "projects:panel"),
    ("発表の枠", "受付・順番・当日", "projects:slots"),
)
SCREENED = (
    ("採点の表", "提案 × 審査委員", "projects:matrix"),
    ("順位と計算", "締め切った段階の結果", "projects:ranking"),
    ("決定", "採択・補欠・不採択", "projects:decisions"),
)
RELEASED = (
    ("結果のページ", "市民が読むもの", "projects:results"),
    ("採択のあと", "議決と確定", "projects:adoptions"),
)


@require_GET
@requires(RUN)
def office_calls(request):
    """All calls, those in preparation too."""
    rows = Call.objects.select_related("programme")
    listing = ListPage(request, OfficeCallFilter(request.GET, rows), CALL_SORTS)
    context = {"listing": listing, "unit": "募集", "programmes": Programme.objects.running()}
    return render(request, "projects/call_office/list.html", context)


@require_GET
@acts_on(RUN, visible_call)
def call_office(request, call: Call):
    """Where the call stands, what is next, its numbers, and the way to everything about it."""
    now = timezone.now()
    themes = _count_themes(call)
    gaps = gaps_of(values_of(call), now=now, themes=themes[ThemeState.PUBLISHED])
    unanswered = call.questions.filter(answered_at__isnull=True).count()
    waiting = _waiting(call, request.user)
    step = next_step(call, gaps=gaps, unanswered=unanswered, waiting=waiting, now=now)
    context = {
        "call": call,
        "steps": step_bar(call),
        "next": step,
        "next_url": _address_of(step, call),
        "gaps": gaps if call.state == CallState.DRAFT else [],
        "numbers": numbers_of(call),
        "unanswered": unanswered,
        "themes": themes,
        "parts": changeable_parts(call.state),
        "pages": _pages(call),
        "is_over": call.state == CallState.PUBLISHED and now >= call.closes_at,
        "open_steps": {each.action for each in call.workflow.open_to(request.user, call)},
    }
    return render(request, "projects/call_office/hub.html", context)


def _waiting(call: Call, user) -> Waiting:
    """Two queries, and three more while it is screened."""
    counted = proposals_in_hand(user).get(call.pk)
    numbers = counted.numbers if counted else Counter()
    if call.state != CallState.SCREENING:
        return Waiting(numbers)
    stage = stage_in_hand(call)
    return Waiting(
        numbers=numbers,
        of_stage=counted.of_stage.get(stage.number, Counter()) if counted and stage else Counter(),
        stage=stage,
        reviewers=call.panel.in_force().count(),
        invited=call.panel.invited().count(),
    )


def _address_of(step: NextStep | None, call: Call) -> str:
    """Where the office takes the step; "" where there is no page for it."""
    if step is None or not step.page:
        return ""
    if step.page == "projects:office_proposals":
        return f"{reverse(step.page)}?{urlencode({'call': call.pk})}"
    return reverse(step.page, args=[call.pk])


def _count_themes(call: Call) -> dict[str, int]:
    offered = Theme.objects.filter(state=ThemeState.OFFERED, fiscal_year=call.fiscal_year).count()
    return {"offered": offered, ThemeState.PUBLISHED.value: call.themes.published().count()}


def _pages(call: Call) -> list[tuple[str, str, str]]:
    shown = [*PREPARED]
    if call.state not in (CallState.DRAFT, CallState.PUBLISHED):
        shown += SCREENED
    if call.is_released:
        shown += RELEASED
    return [(title, note, reverse(name, args=[call.pk])) for title, note, name in shown]


@require_GET
@acts_on(RUN, visible_call)
def call_history(request, call: Call):
    """What was written in it, step by step; and every change that was told."""
    criteria = list(Criterion.objects.filter(stage__call=call))
    categories, stages = list(call.categories.all()), list(call.stages.all())
    names = {(Criterion, each.pk): f"審査の観点「{each}」" for each in criteria}
    names |= {(Category, each.pk): f"部門「{each}」" for each in categories}
    names |= {(ScreeningStage, each.pk): f"審査の段階「{each}」" for each in stages}
    events = history_of(call, *categories, *stages, *criteria, names=names)
    context = {"call": call, "events": events, "notices": call.notices.select_related("by")}
    return render(request, "projects/call_office/history.html", context)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, visible_call)
def call_publish(request, call: Call):
    """What is missing, and then the button."""
    if call.state != CallState.DRAFT:
        messages.info(request, "この募集は、もう公開しています。")
        return redirect("projects:call_office", call.pk)
    gaps = gaps_of(values_of(call), now=timezone.now(), themes=call.themes.published().count())
    refused = []
    if request.method == "POST":
        try:
            publish_call(call, by=request.user)
        except ValidationError as error:
            refused = error.messages
        else:
            messages.success(request, "公開しました。市民と団体が読めます。")
            return redirect("projects:call_office", call.pk)
    context = {
        "call": call,
        "blocking": [gap for gap in gaps if gap.blocks],
        "missing": [gap for gap in gaps if not gap.blocks],
        "refused": refused,
    }
    return render(request, "projects/call_office/publish.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
@acts_on(RUN, visible_call)
def call_extend(request, call: Call):
    """締切を延ばす, with a notice."""
    if call.state != CallState.PUBLISHED:
        messages.info(request, "締切を延ばせるのは、公開していて、審査を始めていない募集です。")
        return redirect("projects:call_office", call.pk)
    form = ExtendForm(request.POST or None, call=call, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            extend_deadline(call, **form.cleaned_data, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "締切を延ばしました。お知らせを募集のページに出しました。")
            return redirect("projects:call_office", call.pk)
    context = {"call": call, "form": form}
    return render(request, "projects/call_office/extend.html", context, status=422 if form.errors else 200)


def call_for_step(user, call_id: int, action: str):
    return visible_call(user, call_id) if action in STEPS else Call.objects.none()


@require_http_methods(["GET", "POST"])
@acts_on(RUN, call_for_step)
def call_step(request, call: Call):
    """審査を始める, 終了にする, 中止にする: a page that asks first, then the step."""
    action = request.resolver_match.kwargs["action"]
    label, question, take, done = STEPS[action]
    taken = call.workflow.get(action)
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, reason_required=taken.reason_required)
    if request.method == "POST" and form.is_valid():
        try:
            take(call, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, done)
        return redirect("projects:call_office", call.pk)
    context = {
        "call": call,
        "form": form,
        "label": label,
        "question": question,
        "danger": taken.reason_required,
        "back_url": reverse("projects:call_office", args=[call.pk]),
    }
    return render(request, "projects/call_office/step.html", context, status=422 if form.errors else 200)
