"""Addresses of a proposal's files and its printed form."""

from django.urls import path

from ..views import attachments, printed

urlpatterns = [
    path("proposals/<int:proposal_id>/files/", attachments.attachments, name="attachments"),
    path("attachments/<int:attachment_id>/", attachments.attachment, name="attachment"),
    path("attachments/<int:attachment_id>/remove/", attachments.remove, name="remove_attachment"),
    path("proposals/<int:proposal_id>/pdf/", printed.proposal_pdf_now, name="proposal_pdf"),
    path(
        "proposals/<int:proposal_id>/revisions/<int:number>/pdf/", printed.revision_pdf, name="revision_pdf"
    ),
]
