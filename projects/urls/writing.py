"""Addresses of a group's proposals, from the first draft to the receipt."""

from django.urls import path

from ..views import proposal

urlpatterns = [
    path("proposals/", proposal.proposals, name="proposals"),
    path("proposals/<int:proposal_id>/", proposal.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/text/", proposal.proposal_text, name="proposal_text"),
    path("proposals/<int:proposal_id>/history/", proposal.proposal_history, name="proposal_history"),
    path("proposals/revisions/<int:revision_id>/", proposal.revision, name="revision"),
]
