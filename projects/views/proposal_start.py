"""Beginning a proposal in a call, and choosing anew what it was begun with."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from kyodo.arrival import notes_arrival

from ..actions.proposals import change_basics, start_proposal
from ..asked import asked_of
from ..forms.basics import BasicsForm, groups_of
from ..models import Call, Proposal
from ..queries.calls import own_proposals
from ..queries.writing import own_proposal
from ..rulebook import Condition, PaperAsked


@notes_arrival
@require_http_methods(["GET", "POST"])
def proposal_start(request):
    """`?call=`: what the call expects of a group, and the few choices before the first word."""
    number = request.GET.get("call", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return redirect("projects:calls")
    call = get_object_or_404(Call.objects.visible_to(request.user), pk=int(number))
    groups = list(groups_of(request.user))
    if not groups or not call.takes_proposals_at(request.arrived_at):
        return _show(request, call, None)
    form = BasicsForm(request.POST if request.method == "POST" else None, call=call, groups=groups)
    if request.method == "POST" and form.is_valid():
        return _start(request, call, form)
    return _show(request, call, form)


def _start(request, call: Call, form: BasicsForm):
    try:
        proposal = start_proposal(
            call,
            organization=form.organization,
            basics=form.basics,
            at=request.arrived_at,
            by=request.user,
        )
    except ValidationError as refused:
        form.refuse(refused)
        return _show(request, call, form)
    first = asked_of(proposal).pages[0]
    return redirect("projects:proposal_write", proposal_id=proposal.pk, section=first.key)


def _show(request, call: Call, form: BasicsForm | None):
    context = {
        "call": call,
        "form": form,
        "conditions": Condition.read(call.conditions),
        "papers": PaperAsked.read(call.papers),
        "proposals": own_proposals(call, request.user),
    }
    status = 422 if form and form.errors else 200
    return render(request, "projects/proposal/start.html", context, status=status)


@require_http_methods(["GET", "POST"])
@acts_on("projects.write_proposal", own_proposal)
def proposal_basics(request, proposal: Proposal):
    """部門, theme, years: changed while the group writes."""
    data = request.POST if request.method == "POST" else None
    form = BasicsForm(data, call=proposal.call, groups=[proposal.organization], proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            change_basics(proposal, basics=form.basics, by=request.user)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, "提案のあらましを変えました。")
            return redirect("projects:proposal", proposal_id=proposal.pk)
    context = {"proposal": proposal, "form": form}
    return render(request, "projects/proposal/basics.html", context, status=422 if form.errors else 200)
