"""Who is writing where: said by whoever opens a section or saves in it, read by the other members."""

from django.utils import timezone

from ..models import Proposal, WriterPresence


def note_writing(proposal: Proposal, section: str, *, by) -> None:
    """This person is in this section now: one statement, and none of the others' rows."""
    WriterPresence.objects.bulk_create(
        [WriterPresence(proposal=proposal, user=by, section=section, seen_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["proposal", "user"],
        update_fields=["section", "seen_at"],
    )
