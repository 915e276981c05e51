"""The files of a proposal: put on and taken off by its group while it writes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from kyodo.uploads import CheckedFile, check_upload, megabytes

from ..models import Attachment, Proposal
from ..models.attachment import OTHER_PAPER

MOST_FILES = 20
MOST_BYTES = 100 * 1024 * 1024
CLOSED = "この提案は、いま書きかえられません。画面を開き直して、状態を確かめてください。"


@dataclass
class Attached:
    """What became of several files: those now attached, and of the others name and reason, in their order."""

    added: list[Attachment] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def attach_files(proposal: Proposal, *, uploads: Iterable[UploadedFile], paper: str, by) -> Attached:
    """Check each file and attach the good ones: one bad file takes none of the others with it."""
    result = Attached()
    for uploaded in uploads:
        try:
            result.added.append(add_attachment(proposal, file=check_upload(uploaded), paper=paper, by=by))
        except ValidationError as refused:
            result.refused.append((uploaded.name or "", " ".join(refused.messages)))
    return result


@transaction.atomic
def add_attachment(proposal: Proposal, *, file: CheckedFile, paper: str = OTHER_PAPER, by) -> Attachment:
    """Attach one checked file under a paper of the call (or その他); the same file sent again is the same one.

    Raises ValidationError past the limits, for an unknown paper, and when the proposal no longer takes anything.
    """
    locked = _locked(proposal, by)
    if paper not in {OTHER_PAPER, *(asked["key"] for asked in locked.call.papers)}:
        raise ValidationError("この書類は、この募集にありません。画面を開き直してください。", code="paper")
    present = locked.attachments.present()
    if same := present.filter(paper=paper, name=file.name, sha256=file.sha256).first():
        return same
    there = present.aggregate(number=Count("pk"), size=Sum("size", default=0))
    if there["number"] >= MOST_FILES:
        raise ValidationError(
            f"付けられるファイルは{MOST_FILES}件までです。要らないものを外してから付けてください。",
            code="number",
        )
    if there["size"] + file.size > MOST_BYTES:
        raise ValidationError(
            f"付けられる大きさは、合わせて{megabytes(MOST_BYTES)}までです。画像を小さくするか、要らないものを外してください。",
            code="size",
        )
    return Attachment.objects.create(
        proposal=locked,
        paper=paper,
        # The name people gave stands in the row alone: a folder on a disk takes fewer and shorter ones.
        file=File(file.content, name=f"{uuid4().hex}{file.kind.ending}"),
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        added_by=by,
    )


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by) -> None:
    """Take a file off; it is kept where a submission was made with it, else it is gone with the commit."""
    locked = _locked(attachment.proposal, by)
    if any(attachment.pk in held for held in _held(locked)):
        # Removed twice at the same moment, it was removed by the first.
        locked.attachments.present().filter(pk=attachment.pk).update(removed_at=timezone.now(), removed_by=by)
        return
    stored = attachment.file
    locked.attachments.filter(pk=attachment.pk).delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


def _locked(proposal: Proposal, by) -> Proposal:
    """The proposal, locked against a submission at the same moment, while it takes what this person writes."""
    locked = Proposal.objects.select_for_update(of=["self"]).select_related("call").get(pk=proposal.pk)
    if not locked.is_writable:
        raise ValidationError(CLOSED, code="closed")
    if not by.has_perm("projects.write_proposal", locked):
        raise PermissionDenied
    return locked


def _held(proposal: Proposal) -> Iterable[set[int]]:
    """The attachments (ids) of each submission."""
    for held in proposal.revisions.values_list("content__attachments", flat=True):
        yield {each["id"] for each in held or []}
