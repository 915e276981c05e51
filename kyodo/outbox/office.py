"""What the office does with letters: read them, release a batch, hold, resume, retry, drop."""

from django.db import transaction
from django.utils import timezone

from ..models import Letter
from ..models.letter import LetterState
from ..registry import letters_withheld
from ..workflow import Step, StepRefused, move, move_all
from .sending import send_after_commit
from .writing import next_digest

UNREAD = "まだ確かめていない通知が{count}通あります。すべて確かめてから送ってください。"


def readable_by(user):
    """The letters in the outbox for somebody of the office: all that no app withholds from this person."""
    rows = Letter.objects.all()
    for withheld in letters_withheld.gather(user):
        rows = rows.exclude(withheld)
    return rows


def steps_for(letter: Letter, user) -> list[Step]:
    """What this person may do with the letter now: read before it is sent, a batch as a whole, nothing in a digest.

    Superseding is no button: it belongs to whatever makes the letter untrue.
    """
    if letter.digest_id:
        return []
    was_read = letter.read_at is not None
    unfit = {"read": was_read, "release": bool(letter.batch) or not was_read, "supersede": True}
    return [step for step in letter.workflow.open_to(user, letter) if not unfit.get(step.action)]


@transaction.atomic
def read_letter(letter: Letter, *, by) -> Letter:
    """Somebody has read the draft and found it right."""
    return move(letter, "read", by=by, read_at=timezone.now(), read_by=by)


@transaction.atomic
def read_batch(batch: str, *, by, only: list[int] | None = None) -> int:
    """The same for all drafts of the batch, or for those of them whose ids are in `only`; says how many."""
    unread = Letter.objects.filter(batch=batch, state=LetterState.DRAFTED, read_at__isnull=True)
    if only is not None:
        unread = unread.filter(pk__in=only)
    keys = list(unread.values_list("pk", flat=True))
    read = move_all(Letter.objects.filter(pk__in=keys), "read", by=by)
    Letter.objects.filter(pk__in=keys).update(read_at=timezone.now(), read_by=by)
    return read


@transaction.atomic
def release_batch(batch: str, *, by) -> int:
    """Send all drafts of the batch; says how many. What is held stays where it is.

    `by` is None where the clock releases what was set for a time. Raises `StepRefused` while one of them has not
    been read, and `PermissionDenied` where the person may not.
    """
    return _release(Letter.objects.filter(batch=batch, state=LetterState.DRAFTED), by)


@transaction.atomic
def release_letter(letter: Letter, *, by) -> Letter:
    """Send one draft that belongs to no batch."""
    if letter.batch:
        raise StepRefused("まとまりの通知は、まとめて送ります。", code="batch")
    if not _release(Letter.objects.filter(pk=letter.pk), by):
        raise StepRefused("この通知は、もう下書きではありません。", code="state")
    letter.refresh_from_db()
    return letter


@transaction.atomic
def hold_letter(letter: Letter, *, by) -> Letter:
    _refuse_gathered(letter)
    return move(letter, "hold", by=by)


def resume_letter(letter: Letter, *, by) -> Letter:
    return move(letter, "resume", by=by)


@transaction.atomic
def retry_letter(letter: Letter, *, by) -> Letter:
    """Send a failed letter once more, with as many attempts as at first."""
    move(letter, "retry", by=by, attempts=0, next_try_at=None, error="")
    send_after_commit()
    return letter


@transaction.atomic
def drop_letter(letter: Letter, *, by, reason: str) -> Letter:
    """It is never sent; nor are those that a dropped digest had gathered."""
    _refuse_gathered(letter)
    for each in (letter, *letter.gathered.filter(state=LetterState.READY)):
        move(each, "drop", by=by, reason=reason, next_try_at=None, **({"body": ""} if each.is_secret else {}))
    return letter


@transaction.atomic
def supersede(letters) -> int:
    """Drop those of these letters that nobody has released: what they tell is no longer so. Says how many.

    `letters`: a queryset. Their keys are free again, for those that are written in their place.
    """
    keys = list(
        letters.filter(state__in=[LetterState.DRAFTED, LetterState.HELD]).values_list("pk", flat=True)
    )
    dropped = move_all(Letter.objects.filter(pk__in=keys), "supersede", by=None)
    Letter.objects.filter(pk__in=keys, state=LetterState.DROPPED).update(key=None)
    return dropped


def _refuse_gathered(letter: Letter) -> None:
    """Its words stand in the digest already, and go where that goes."""
    if Letter.objects.select_for_update().filter(pk=letter.pk, digest__isnull=False).exists():
        raise StepRefused("まとめの通知に入りました。まとめの通知のほうを変えてください。", code="digest")


def _release(drafts, by) -> int:
    found = list(drafts.select_for_update())
    if unread := sum(letter.read_at is None for letter in found):
        raise StepRefused(UNREAD.format(count=unread), code="unread")
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in found])
    released = move_all(rows, "release", by=by)
    for_digest = [letter for letter in found if letter.for_digest]
    for letter in for_digest:
        letter.send_after = next_digest(max(filter(None, (letter.send_after, timezone.now()))))
    Letter.objects.bulk_update(for_digest, ["send_after"])
    send_after_commit()
    return released
