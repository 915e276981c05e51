"""出す前の確認, the one button, the receipt; and taking a proposal back."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, sees
from kyodo.arrival import notes_arrival
from kyodo.workflow import StepRefused

from ..actions.submission import AlreadyHandedIn, submit_proposal, withdraw_proposal
from ..forms.steps import StepForm
from ..models import Proposal, ProposalRevision
from ..queries.writing import own_proposal, own_revision, progress_of
from ..snapshot import digest_of
from .proposal_page import proposal_page


@notes_arrival
@require_http_methods(["GET", "POST"])
@sees(own_proposal)
def proposal_confirm(request, proposal: Proposal):
    """What is missing, the whole as it will be sent, and one button."""
    if request.method == "POST":
        return _submit(request, proposal)
    if not proposal.is_writable:
        return _led_to(proposal.revisions.first(), proposal)
    return _show(request, proposal)


def _submit(request, proposal: Proposal):
    key = _key(request.POST.get("submission_key", ""))
    if key is None:
        return _show(request, proposal, "画面が古くなりました。もう一度、確かめてください。")
    digest = request.POST.get("digest") or "none"
    try:
        revision = submit_proposal(proposal, key=key, at=request.arrived_at, by=request.user, digest=digest)
    except AlreadyHandedIn as done:
        messages.info(request, " ".join(done.messages))
        return _led_to(done.revision, proposal)
    except StepRefused as refused:
        return _show(request, proposal, " ".join(refused.messages))
    return redirect("projects:receipt", revision_id=revision.pk)


def _led_to(revision: ProposalRevision | None, proposal: Proposal):
    if revision is None:
        return redirect("projects:proposal", proposal_id=proposal.pk)
    return redirect("projects:receipt", revision_id=revision.pk)


def _show(request, proposal: Proposal, refused: str = ""):
    progress = progress_of(proposal)
    snapshot = progress.snapshot
    more = {
        "progress": progress,
        "snapshot": snapshot,
        "digest": digest_of(snapshot),
        "submission_key": uuid.uuid4(),
        "refused": refused,
    }
    template = "projects/proposal/confirm.html"
    return proposal_page(request, proposal, template, status=409 if refused else 200, **more)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@require_GET
@sees(own_revision)
def receipt(request, revision: ProposalRevision):
    """受付票: the number, when and by whom; where to read and print what was handed in."""
    template = "projects/proposal/receipt.html"
    return proposal_page(request, revision.proposal, template, revision=revision)


@require_http_methods(["GET", "POST"])
@acts_on("projects.withdraw_proposal", own_proposal)
def proposal_withdraw(request, proposal: Proposal):
    """取下げ: asks for the reason, then it is done."""
    form = StepForm(request.POST if request.method == "POST" else None, reason_required=True)
    if request.method == "POST" and form.is_valid():
        return _withdraw(request, proposal, form.cleaned_data["reason"])
    context = {"proposal": proposal, "form": form}
    return render(request, "projects/proposal/withdraw.html", context, status=422 if form.errors else 200)


def _withdraw(request, proposal: Proposal, reason: str):
    try:
        withdraw_proposal(proposal, reason=reason, by=request.user)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "取り下げました。書いたものは、ここで読めます。")
    return redirect("projects:proposal", proposal_id=proposal.pk)
