"""A proposal as a PDF: each submission as it was kept, and the draft as it stands."""

from csp.decorators import csp_exempt
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import sees
from kyodo.files import send_file, send_made

from ..models import Proposal, ProposalRevision
from ..printing import draft_document, proposal_pdf, render_proposal, revision_document
from ..snapshot import compose_snapshot

PDF = "application/pdf"


def readable_revision(user, proposal_id: int, number: int):
    return ProposalRevision.objects.filter(
        proposal__in=Proposal.objects.open_to(user), proposal=proposal_id, number=number
    )


def readable_proposal(user, proposal_id: int):
    """Those written here: a record of the past has no texts."""
    rows = Proposal.objects.readable_by(user).filter(pk=proposal_id, organization__isnull=False)
    return rows.select_related("call", "category", "theme", "organization")


@csp_exempt()  # a browser's own PDF viewer is a plug-in to it, and object-src refuses those
@require_GET
@sees(readable_revision)
def revision_pdf(request, revision: ProposalRevision):
    """Exactly what was handed in then."""
    return send_file(
        proposal_pdf(revision), name=f"{revision_document(revision).name}.pdf", inline=True, content_type=PDF
    )


@csp_exempt()  # as above
@require_GET
@sees(readable_proposal)
def proposal_pdf_now(request, proposal: Proposal):
    """The draft as it stands, marked as one; of what is with the office, what was handed in last."""
    newest = None if proposal.is_writable else proposal.revisions.first()
    if newest is not None:
        return redirect("projects:revision_pdf", proposal_id=proposal.pk, number=newest.number)
    document = draft_document(proposal, compose_snapshot(proposal), timezone.now())
    return send_made(render_proposal(document), name=f"{document.name}.pdf")
