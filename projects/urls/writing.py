"""Addresses of a group's proposals, from the first draft to the receipt."""

from django.urls import path

from ..views import proposal, proposal_save, proposal_start, proposal_submit, proposal_write

urlpatterns = [
    path("proposals/", proposal.proposals, name="proposals"),
    path("proposals/start/", proposal_start.proposal_start, name="proposal_start"),
    path("proposals/<int:proposal_id>/", proposal.proposal, name="proposal"),
    path("proposals/<int:proposal_id>/text/", proposal.proposal_text, name="proposal_text"),
    path("proposals/<int:proposal_id>/history/", proposal.proposal_history, name="proposal_history"),
    path("proposals/<int:proposal_id>/basics/", proposal_start.proposal_basics, name="proposal_basics"),
    path(
        "proposals/<int:proposal_id>/write/<slug:section>/",
        proposal_write.proposal_write,
        name="proposal_write",
    ),
    path(
        "proposals/<int:proposal_id>/write/<slug:section>/save/",
        proposal_save.proposal_save,
        name="proposal_save",
    ),
    path(
        "proposals/<int:proposal_id>/write/<slug:section>/writers/",
        proposal_save.proposal_writers,
        name="proposal_writers",
    ),
    path("proposals/<int:proposal_id>/confirm/", proposal_submit.proposal_confirm, name="proposal_confirm"),
    path(
        "proposals/<int:proposal_id>/withdraw/", proposal_submit.proposal_withdraw, name="proposal_withdraw"
    ),
    path("proposals/revisions/<int:revision_id>/", proposal.revision, name="revision"),
    path("proposals/revisions/<int:revision_id>/receipt/", proposal_submit.receipt, name="receipt"),
]
