"""The files of a proposal: put on, read, taken off."""

from csp.decorators import csp_exempt
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, sees
from kyodo.files import send_file

from ..actions.attachments import Attached, attach_files, remove_attachment
from ..models import Attachment, Proposal
from ..papers import file_board

NOTHING = "ファイルを選んでください。"


def own_proposal(user, proposal_id: int):
    return Proposal.objects.of_groups(user).filter(pk=proposal_id).select_related("call", "organization")


def readable_attachment(user, attachment_id: int):
    return Attachment.objects.readable_by(user).filter(pk=attachment_id).select_related("proposal")


@require_http_methods(["GET", "POST"])
@acts_on("projects.write_proposal", own_proposal)
def attachments(request, proposal: Proposal):
    """The files on a page of their own; posted to by the page with all sections too, with and without scripts."""
    if request.method == "GET":
        return _show(request, proposal)
    paper = request.POST.get("paper", "")
    result = attach_files(proposal, uploads=request.FILES.getlist("files"), paper=paper, by=request.user)
    faults = [f"「{name}」：{reason}" for name, reason in result.refused]
    if not faults and not result.added:
        faults = [NOTHING]
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return _answer(request, proposal, paper, faults)
    _say(request, result)
    if faults:
        return _show(request, proposal, faults=faults, status=422)
    return redirect(_back(request, proposal))


def _answer(request, proposal: Proposal, paper: str, faults: list[str]) -> JsonResponse:
    """For the script: the one box as it looks now."""
    files = file_board(proposal, request.user, back=_back(request, proposal))
    context = {"files": files, "box": files.box(paper)}
    answer = {
        "faults": faults,
        "files": render_to_string("projects/proposal/_files.html", context, request=request),
        "sum": files.sum,
    }
    return JsonResponse(answer, status=422 if faults else 200)


def _say(request, result: Attached) -> None:
    if result.added:
        names = "、".join(f"「{each.name}」" for each in result.added)
        messages.success(request, f"{names}を付けました。")


def _show(request, proposal: Proposal, *, faults=(), status: int = 200):
    files = file_board(proposal, request.user, back=_back(request, proposal))
    context = {"proposal": proposal, "files": files, "faults": faults}
    return render(request, "projects/proposal/attachments.html", context, status=status)


def _back(request, proposal: Proposal) -> str:
    """Where the person came from, if that is a page of this portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("projects:attachments", args=[proposal.pk])


@csp_exempt()  # a browser's own PDF viewer is a plug-in to it, and object-src refuses those
@require_GET
@sees(readable_attachment)
def attachment(request, attachment: Attachment):
    """PDF and pictures open in the browser; everything else, and all with `?save`, is saved."""
    return send_file(
        attachment.file,
        name=attachment.name,
        inline=attachment.opens_in_browser and "save" not in request.GET,
        content_type=attachment.content_type,
    )


@require_http_methods(["GET", "POST"])
@acts_on("projects.remove_attachment", readable_attachment)
def remove(request, attachment: Attachment):
    back = _back(request, attachment.proposal)
    if request.method == "GET":
        context = {"attachment": attachment, "proposal": attachment.proposal, "back": back}
        return render(request, "projects/proposal/remove_attachment.html", context)
    try:
        remove_attachment(attachment, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"「{attachment.name}」を外しました。")
    return redirect(back)
