"""A proposal's words laid out on A4 pages."""

from kyodo.pdf import render_pdf

from .document import ProposalDocument

TEMPLATE = "projects/print/proposal.html"
STYLES = ("print/base.css", "print/proposal.css")


def render_proposal(document: ProposalDocument) -> bytes:
    """The tagged PDF; the same document gives the same bytes."""
    return render_pdf(TEMPLATE, {"document": document}, title=document.name, stylesheets=STYLES)
