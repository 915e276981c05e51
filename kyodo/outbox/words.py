"""The office words one kind of letter itself, or goes back to the standard words."""

from django.db import transaction

from ..conflicts import claim_version
from ..models import LetterWording
from .kinds import kind_of

FIRST_VERSION = 1  # what a page starts from where nobody has worded the kind yet


@transaction.atomic
def save_wording(kind: str, *, subject: str, body: str, base_version: int, by) -> LetterWording:
    """Keep the office's words; the standard ones are not kept, so that better ones of a later version hold.

    Raises `EditConflict` where somebody else has worded the kind since `base_version`.
    """
    standard = kind_of(kind)
    if (subject, body) == (standard.subject, standard.body):
        subject = body = ""
    wording, _ = LetterWording.objects.get_or_create(kind=kind)
    claim_version(wording, base_version)
    wording.subject, wording.body = subject, body
    wording._history_user = by
    wording.save()
    return wording


@transaction.atomic
def reset_wording(kind: str, *, by) -> None:
    """標準の文に戻す."""
    wording = LetterWording.objects.select_for_update().filter(kind=kind).first()
    if wording is not None and wording.is_own:
        wording.subject = wording.body = ""
        wording.version += 1
        wording._history_user = by
        wording.save()
