"""The PDF of what was handed in: made once, kept for ever."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django_tasks import task

from ..models import ProposalRevision
from .document import revision_document
from .render import render_proposal


def proposal_pdf(revision: ProposalRevision) -> FieldFile:
    """The kept file; made now where nobody has asked for it before and the worker was not there yet."""
    if not revision.pdf:
        _keep(revision, render_proposal(revision_document(revision)))
    return revision.pdf


def print_later(revision: ProposalRevision) -> None:
    """Let the worker make the PDF once the submission is committed; nobody waits for it, and nothing depends on it."""
    transaction.on_commit(lambda: print_revision.enqueue(revision.pk))


@task()
def print_revision(revision_id: int) -> None:
    proposal_pdf(ProposalRevision.objects.get(pk=revision_id))


@transaction.atomic
def _keep(revision: ProposalRevision, data: bytes) -> None:
    """Store it, unless another was faster: then that one is the one that lasts."""
    locked = ProposalRevision.objects.select_for_update().get(pk=revision.pk)
    if not locked.pdf:
        locked.pdf.save(f"{uuid4().hex}.pdf", ContentFile(data))
    revision.pdf = locked.pdf
