"""結果: for everybody once it is out, and for the group its own with the letter."""

from io import BytesIO

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kyodo.access import acts_on, public, sees
from kyodo.history import history_of

from ..enums import CallState
from ..jobs import order_letters
from ..models import Call, Proposal
from ..queries.results import results_of
from ..rules.proposals import is_member
from .calls_seen import visible_call


def released_call(user, call_id: int):
    """Nobody finds it before the release; a call known from a document alone has no such page."""
    decided = Proposal.objects.filter(call=OuterRef("pk"), decision__released_at__isnull=False)
    return Call.objects.filter(
        Exists(decided), pk=call_id, released_at__isnull=False, state__in=[CallState.DECIDED, CallState.ENDED]
    )


def decided_proposal(user, proposal_id: int):
    """Members find their own group's once it is out; the office also before, but not that of a group of its own."""
    found = Proposal.objects.readable_by(user).filter(pk=proposal_id, decision__isnull=False)
    own = found.filter(organization__in=list(user.standing.memberships), decision__released_at__isnull=False)
    if user.has_perm("projects.view_decisions"):
        own = own | found.exclude(organization__in=list(user.standing.memberships))
    return own.with_receipt().select_related("call", "category", "organization", "decision", "project")


@public
@require_GET
@sees(released_call)
def results(request, call: Call):
    """Who was adopted with what, and the 講評; of the others what the call decided to tell."""
    context = {"call": call, "results": results_of(call)}
    return render(request, "projects/deciding/results.html", context)


@require_GET
@sees(decided_proposal)
def result(request, proposal: Proposal):
    """One group's own result: the reason, the 講評, the letter, and what is next; for the office with its history."""
    is_office = request.user.has_perm("projects.view_decisions") and not is_member(request.user, proposal)
    context = {
        "proposal": proposal,
        "call": proposal.call,
        "decision": proposal.decision,
        "is_office": is_office,
        "events": history_of(proposal.decision) if is_office else [],
        "may_decline": any(
            step.action == "decline" for step in proposal.workflow.open_to(request.user, proposal)
        ),
    }
    return render(request, "projects/deciding/result.html", context)


@require_GET
@sees(decided_proposal)
def decision_letter(request, proposal: Proposal):
    """The letter as a PDF: kept as it was from the release on, marked as a draft before."""
    # WeasyPrint and its fonts take 40 MB: a web worker loads them with its first print, and not before.
    from ..printed_letters import file_name, letter_pdf

    decision = proposal.decision
    decision.proposal = proposal
    response = FileResponse(
        BytesIO(letter_pdf(proposal.call, decision)), filename=file_name(str(proposal)), as_attachment=True
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@acts_on("projects.release_decisions", visible_call)
def letters_print(request, call: Call):
    """All letters of the call as one PDF: a job, which can be left."""
    if call.proposals.filter(decision__isnull=False).exists():
        return redirect("job", pk=order_letters(call, by=request.user).pk)
    messages.error(request, "印刷する通知書がありません。先に決定を入れてください。")
    return redirect("projects:release", call_id=call.pk)
