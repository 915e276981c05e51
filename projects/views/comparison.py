"""Two versions of one proposal side by side: what was handed in when, or what its group writes now."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyodo.access import sees

from ..comparison import compare_snapshots
from ..models import Proposal
from ..queries.checking import readable_proposal
from ..snapshot import compose_snapshot
from .checking import CHECK, check_page

DRAFT = "draft"  # what stands there now, among the numbers of what was handed in


@require_GET
@sees(readable_proposal)
def compare(request, proposal: Proposal):
    """Two submissions side by side; for the group also what it writes now against the last one."""
    is_office = request.user.has_perm(CHECK, proposal)
    if not is_office and not _is_member(request.user, proposal):
        raise PermissionDenied
    numbers = list(proposal.revisions.values_list("number", "submitted_at", "receipt_number"))
    choices = [(str(number), f"第{number}版（{receipt}）") for number, _, receipt in numbers]
    if _reads_draft(request.user, proposal):
        choices = [(DRAFT, "いま書かれているもの"), *choices]
    keys = [key for key, _ in choices]
    newer = request.GET.get("b") or (keys[0] if keys else "")
    older = request.GET.get("a") or next(iter(keys[1:]), newer)
    if {newer, older} - set(keys):
        raise Http404
    sections = compare_snapshots(_side(proposal, older), _side(proposal, newer)) if len(keys) > 1 else ()
    labels = dict(choices)
    context = {
        "choices": choices,
        "older": older,
        "newer": newer,
        "labels": (labels.get(older), labels.get(newer)),
        "sections": sections,
        "changed": [section for section in sections if section.is_changed],
    }
    if is_office:
        return check_page(request, proposal, "projects/checking/compare.html", "compare_revisions", **context)
    template = "projects/checking/compare_for_group.html"
    return render(request, template, {"proposal": proposal, **context})


def _reads_draft(user, proposal: Proposal) -> bool:
    """What the group writes after a 差戻し is its own until it is handed in again; nobody else reads it."""
    return proposal.is_writable and _is_member(user, proposal)


def _is_member(user, proposal: Proposal) -> bool:
    return proposal.organization_id in user.standing.memberships


def _side(proposal: Proposal, key: str) -> dict:
    if key == DRAFT:
        return compose_snapshot(proposal)
    return proposal.revisions.values_list("content", flat=True).get(number=int(key))
