"""A proposal on paper: exactly what was handed in, kept for ever; or the draft as it stands, marked as such."""

from .document import ProposalDocument, draft_document, revision_document
from .keeping import print_later, proposal_pdf
from .render import render_proposal

__all__ = [
    "ProposalDocument",
    "draft_document",
    "print_later",
    "proposal_pdf",
    "render_proposal",
    "revision_document",
]
