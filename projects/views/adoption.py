"""From the result to the project: the vote, the confirmation, 補欠, and a group that declines."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, require
from kyodo.workflow import StepRefused

from ..actions.adoption import Confirmation, confirm_all
from ..actions.vote import close_reserve, decline, promote, record_vote
from ..forms.adoption import FAILED, PASSED, PromoteForm, ReasonForm, VoteDayForm, VoteForm, confirm_forms
from ..models import Call, Proposal
from ..queries.adoption import adoptions_of
from .calls_seen import visible_call
from .results import decided_proposal

VIEW = "projects.view_decisions"
# What a page with one question does: its form, the function, what it asks, and what it says afterwards.
STEPS = {
    "promote": (PromoteForm, promote, "補欠から採択にします。団体に通知します。", "採択にしました。"),
    "close_reserve": (
        ReasonForm,
        close_reserve,
        "補欠を終わりにし、不採択にします。団体に通知します。",
        "補欠を終わりにしました。",
    ),
    "decline": (
        ReasonForm,
        decline,
        "辞退します。事務局に知らせます。取り消せません。",
        "辞退を届けました。",
    ),
}


@require_GET
@acts_on(VIEW, visible_call)
def adoptions(request, call: Call):
    """Everything that follows from the result of one call, by what is next."""
    context = {"call": call, "found": adoptions_of(call, request.user)}
    return render(request, "projects/deciding/adoptions.html", context)


@require_http_methods(["GET", "POST"])
@acts_on(VIEW, visible_call)
def vote(request, call: Call):
    """The day of the vote, and what became of each proposal."""
    data = request.POST if request.method == "POST" else None
    day = VoteDayForm(data)
    rows = [VoteForm(data, proposal=each) for each in adoptions_of(call, request.user).to_vote]
    valid = [day.is_valid(), *(row.is_valid() for row in rows)]
    if data is not None and all(valid):
        outcomes = [(row.proposal, row.cleaned_data) for row in rows]
        try:
            record_vote(
                call,
                voted_on=day.cleaned_data["voted_on"],
                passed=[each for each, given in outcomes if given["outcome"] == PASSED],
                failed={each: given["reason"] for each, given in outcomes if given["outcome"] == FAILED},
                by=request.user,
            )
        except StepRefused as refused:
            day.add_error(None, refused)
        else:
            messages.success(request, "議決を記録しました。続けて、実施を確定できます。")
            return redirect("projects:adoptions", call_id=call.pk)
    context = {"call": call, "day": day, "rows": rows, "forms": [day, *rows]}
    return render(request, "projects/deciding/vote.html", context, status=422 if day.errors or data else 200)


@require_http_methods(["GET", "POST"])
@acts_on(VIEW, visible_call)
def confirm(request, call: Call):
    """確定 of all that may be: the 課 and the form of each are asked where nobody has said them."""
    data = request.POST if request.method == "POST" else None
    rows = confirm_forms(data, adoptions_of(call, request.user).to_confirm)
    refusals: list[str] = []
    valid = [row.is_valid() for row in rows]
    if data is not None and all(valid):
        chosen = [
            Confirmation(row.proposal, row.cleaned_data["division"], row.cleaned_data["form"])
            for row in rows
            if row.cleaned_data["chosen"]
        ]
        try:
            made = confirm_all(chosen, by=request.user)
        except StepRefused as refused:
            refusals = refused.messages
        else:
            messages.success(request, f"{len(made)}件の実施を確定し、事業の記録を作りました。")
            return redirect("projects:adoptions", call_id=call.pk)
    context = {"call": call, "rows": rows, "refusals": refusals}
    return render(request, "projects/deciding/confirm.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "POST"])
def decision_step(request, proposal_id: int, action: str):
    """One step of one proposal after the release: a page that asks why, then the step."""
    proposal = get_object_or_404(decided_proposal(request.user, proposal_id))
    if action not in STEPS:
        raise Http404
    taken = proposal.workflow.get(action)
    require(request.user, taken.permission, proposal)
    form_class, act, question, done = STEPS[action]
    form = form_class(request.POST if request.method == "POST" else None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            act(proposal, **form.cleaned_data, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"「{proposal}」：{done}")
            return redirect(_after(action, proposal))
    context = {
        "proposal": proposal,
        "call": proposal.call,
        "step": taken,
        "form": form,
        "question": question,
        "is_office": action != "decline",
        "back_url": _after(action, proposal),
    }
    return render(request, "projects/deciding/step.html", context, status=422 if form.errors else 200)


decision_step.permission = "projects.decide"


def _after(action: str, proposal: Proposal) -> str:
    if action != "decline":
        return reverse("projects:adoptions", args=[proposal.call_id])
    return reverse("projects:result", args=[proposal.pk])
