"""The end of a stage's scoring: closed, opened again, and who goes on to the next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import acts_on
from organizations.views.pages import add_refusal, say_refusal

from ..actions.stages import close_stage, pass_stage, reopen_stage
from ..forms.panel import ReasonForm
from ..models import Call, ScreeningStage
from ..queries.matrix import matrix_of
from ..queries.screening import screened_call

SHOWN = 100  # gaps that the page names; the rest it counts


def stage_of_call(user, call_id: int, number: int):
    calls = Call.objects.visible_to(user)
    return ScreeningStage.objects.filter(call__in=calls, call=call_id, number=number).select_related("call")


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", stage_of_call)
def stage_close(request, stage: ScreeningStage):
    """採点を締め切る: what still lacks is named first; with gaps a reason is asked for."""
    gaps = () if stage.is_closed else matrix_of(stage).gaps
    more = {"gaps": gaps[:SHOWN], "rest": max(len(gaps) - SHOWN, 0)}
    said = "採点を締め切りました。合計と順位が見られます。"
    return _ask(request, stage, close_stage, "projects/screening/close.html", said, bool(gaps), **more)


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", stage_of_call)
def stage_reopen(request, stage: ScreeningStage):
    """締切を開き直す: totals are gone again until it is closed once more."""
    said = "開き直しました。審査委員は、また採点できます。"
    return _ask(request, stage, reopen_stage, "projects/screening/reopen.html", said, True)


def _ask(request, stage: ScreeningStage, verb, template: str, said: str, needs_reason: bool, **more):
    """One question, with its reason where one is needed."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = needs_reason
    if request.method == "POST" and form.is_valid():
        try:
            verb(stage, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, said)
            return redirect(f"{reverse('projects:matrix', args=[stage.call_id])}?stage={stage.number}")
    context = {"call": stage.call, "stage": stage, "form": form, "needs_reason": needs_reason, **more}
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
@acts_on("projects.run_screening", screened_call)
def stage_pass(request, call: Call):
    """Of the proposals on the page of the first stage's ranking, those ticked go on to the second."""
    try:
        chosen, shown = _keys(request, "proposals"), _keys(request, "shown")
        count = pass_stage(call, proposals=chosen, among=shown, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
    else:
        messages.success(request, f"{count}件を次の段階に進めました。")
    return redirect(f"{reverse('projects:ranking', args=[call.pk])}?stage=1")


def _keys(request, name: str) -> list[int]:
    return [
        int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdigit() and len(key) < 10
    ]
