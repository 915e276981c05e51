"""テーマ: a 課 writes what it looks for and hands it in; the office returns it or publishes it with a call."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, require, requires, sees
from kyodo.fiscal_year import FiscalYear
from kyodo.history import history_of
from kyodo.lists import ListPage
from kyodo.registry import theme_blocks
from kyodo.workflow import StepRefused, changes_of

from ..actions.themes import move_theme, order_themes, publish_themes
from ..enums import CallState, ThemeState
from ..filters.calls import THEME_SORTS, ThemeFilter
from ..forms.steps import StepForm
from ..forms.themes import CallThemesForm
from ..models import Call, Theme
from .calls_seen import visible_call
from .theme_page import ThemePage

# What a step asks first, and what is said afterwards.
STEPS = {
    "offer": (
        "事務局が読み、募集に載せるか、直してほしいところを返します。出したあとは書き直せません。",
        "事務局へ出しました。",
    ),
    "return": ("直してほしいところを書きます。課の人が読んで、書き直せます。", "差し戻しました。"),
    "drop": ("今回は募集に載せないことにします。理由は、課の人も読みます。", "見送りにしました。"),
}


@require_GET
@requires("projects.add_theme")
def theme_list(request):
    """A 課 sees its own and what is published; the office all, by state."""
    rows = Theme.objects.visible_to(request.user).select_related("division", "call")
    listing = ListPage(request, ThemeFilter(request.GET, rows, user=request.user), THEME_SORTS)
    return render(request, "projects/themes/list.html", {"listing": listing, "unit": "テーマ"})


def inside_theme(user, theme_id: int):
    return Theme.objects.visible_to(user).filter(pk=theme_id).select_related("division", "call")


@require_GET
@acts_on("projects.add_theme", inside_theme)
def theme(request, theme: Theme):
    """What it says, where it stands, and what may be done with it."""
    came = changes_of(theme)
    context = {
        "theme": theme,
        "may_change": request.user.has_perm("projects.change_theme", theme),
        "may_run": request.user.has_perm("projects.run_programme"),
        "actions": [each for each in theme.workflow.open_to(request.user, theme) if each.action in STEPS],
        "reason": came[0].reason if came and theme.state in (ThemeState.RETURNED, ThemeState.DROPPED) else "",
        "calls": _calls_for(theme) if request.user.has_perm("projects.run_programme") else [],
        "blocks": list(theme_blocks.gather(request.user, theme)),
    }
    return render(request, "projects/themes/theme.html", context)


def _calls_for(theme: Theme):
    """Calls of its 年度 that still take themes."""
    if theme.state != ThemeState.OFFERED:
        return Call.objects.none()
    return Call.objects.filter(
        fiscal_year=theme.fiscal_year, state__in=[CallState.DRAFT, CallState.PUBLISHED]
    )


@require_GET
@acts_on("projects.add_theme", inside_theme)
def theme_history(request, theme: Theme):
    return render(request, "projects/themes/history.html", {"theme": theme, "events": history_of(theme)})


@require_http_methods(["GET", "POST"])
@requires("projects.add_theme")
def theme_new(request):
    own = list(request.user.standing.division_ids - request.user.standing.inherited)
    start = Theme(fiscal_year=FiscalYear.current().year, division_id=own[0] if len(own) == 1 else None)
    return ThemePage(request, start, reverse("projects:themes")).answer()


@require_http_methods(["GET", "POST"])
@acts_on("projects.change_theme", inside_theme)
def theme_edit(request, theme: Theme):
    return ThemePage(request, theme, reverse("projects:theme", args=[theme.pk])).answer()


def theme_for_step(user, theme_id: int, action: str):
    return inside_theme(user, theme_id) if action in STEPS else Theme.objects.none()


@require_http_methods(["GET", "POST"])
@sees(theme_for_step)
def theme_step(request, theme: Theme):
    """事務局へ出す, 差し戻す, 見送る: a page that asks first, then the step."""
    action = request.resolver_match.kwargs["action"]
    taken = theme.workflow.get(action)
    require(request.user, taken.permission, theme)
    question, done = STEPS[action]
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, reason_required=taken.reason_required)
    if request.method == "POST" and form.is_valid():
        try:
            move_theme(theme, action, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, done)
        return redirect("projects:theme", theme.pk)
    context = {
        "theme": theme,
        "form": form,
        "label": taken.label,
        "question": question,
        "danger": action == "drop",
        "back_url": reverse("projects:theme", args=[theme.pk]),
    }
    return render(request, "projects/themes/step.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_programme", visible_call)
def call_themes(request, call: Call):
    """The office gathers: what comes into this call, in which order."""
    takes = call.state in (CallState.DRAFT, CallState.PUBLISHED)
    offered = Theme.objects.filter(fiscal_year=call.fiscal_year, state=ThemeState.OFFERED)
    offered = offered if takes else offered.none()
    published = call.themes.published().select_related("division")
    form = CallThemesForm(
        request.POST or None,
        offered=offered.select_related("division"),
        published=published,
        needs_notice=call.state == CallState.PUBLISHED,
    )
    if request.method == "POST" and form.is_valid():
        try:
            order_themes(call, positions=form.positions(), by=request.user)
            publish_themes(
                call,
                themes=list(form.cleaned_data["themes"]),
                notice=form.cleaned_data["notice"],
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "テーマを保存しました。")
            return redirect("projects:call_themes", call.pk)
    context = {"call": call, "form": form, "takes": takes}
    return render(request, "projects/call_office/themes.html", context, status=422 if form.errors else 200)
