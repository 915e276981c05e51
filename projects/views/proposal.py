"""A group's own pages of its proposals: the list, one proposal, its text, what was handed in, its history."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import acts_on, sees
from kyodo.history import history_of
from kyodo.lists import PagedRows

from ..models import Proposal, ProposalRevision
from ..queries.writing import own_proposal, own_proposals, own_revision, progress_of
from ..snapshot import compose_snapshot
from .proposal_page import proposal_page
from .remarks import remarks_context

# What the office keeps for itself, and what only repeats what stands elsewhere.
HIDDEN_FROM_GROUP = (
    "division",
    "stage_number",
    "conditions_checked_at",
    "conditions_checked_by",
    "conditions_met",
    "conditions_note",
    "requested",
    "is_continued",
)


@require_GET
def proposals(request):
    """The proposals of one's own groups."""
    listing = PagedRows(request, own_proposals(request.user))
    may_start = request.user.has_perm("projects.add_proposal", None)
    context = {"listing": listing, "may_start": may_start}
    return render(request, "projects/proposal/list.html", context)


@require_GET
@sees(own_proposal)
def proposal(request, proposal: Proposal):
    """Where it stands, what is still to be written, what was handed in."""
    more = {
        "progress": progress_of(proposal) if proposal.is_writable else None,
        "revisions": proposal.revisions.select_related("submitted_by").defer("content"),
        **remarks_context(request.user, proposal),
        "consultations": proposal.consultations.all(),
        "may_consult": _may_consult(request.user, proposal),
    }
    return proposal_page(request, proposal, "projects/proposal/now.html", "proposal", **more)


def _may_consult(user, proposal: Proposal) -> bool:
    """Advice is asked for before the deadline."""
    is_late = proposal.closes_at is not None and proposal.closes_at <= timezone.now()
    return not is_late and user.has_perm("projects.ask_consultation", proposal)


@require_GET
@sees(own_proposal)
def proposal_text(request, proposal: Proposal):
    """The whole text as it stands."""
    snapshot = compose_snapshot(proposal)
    template = "projects/proposal/text.html"
    return proposal_page(request, proposal, template, "proposal_text", snapshot=snapshot)


@require_GET
@acts_on("projects.view_proposal_history", own_proposal)
def proposal_history(request, proposal: Proposal):
    events = history_of(proposal, hidden=HIDDEN_FROM_GROUP)
    template = "projects/proposal/history.html"
    return proposal_page(request, proposal, template, "proposal_history", events=events)


@require_GET
@sees(own_revision)
def revision(request, revision: ProposalRevision):
    """One submission as it was handed in."""
    template = "projects/proposal/revision.html"
    return proposal_page(request, revision.proposal, template, revision=revision)
