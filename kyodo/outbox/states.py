"""The machine's steps of a letter: compare-and-set, no person, no history. People's steps go through `kyodo.workflow`.

A claim stamps the letter; whoever reports back must still hold that stamp, so a sender that was given up for dead
cannot write over what was decided meanwhile.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ..models import Letter
from ..models.letter import LetterState

# What stands in `error` where nobody knows whether the letter has arrived.
FATE_UNKNOWN = "FateUnknown"
DEAD_AFTER = datetime.timedelta(minutes=10)


def claim(letter: Letter) -> bool:
    """Take a ready letter to send it; False when somebody else has taken or changed it meanwhile."""
    now = timezone.now()
    waiting = Letter.objects.filter(pk=letter.pk, state=LetterState.READY, attempts=letter.attempts)
    taken = waiting.update(
        state=LetterState.SENDING, state_changed_at=now, state_changed_by=None, attempts=F("attempts") + 1
    )
    if taken:
        letter.attempts += 1
        letter.state_changed_at = now
    return bool(taken)


@transaction.atomic
def mark_sent(letter: Letter) -> None:
    """The mail server has it. Tells the fate of a letter that was given up meanwhile, too."""
    now = timezone.now()
    mine = Q(state=LetterState.SENDING, state_changed_at=letter.state_changed_at)
    given_up = Q(state=LetterState.FAILED, error=FATE_UNKNOWN, attempts=letter.attempts)
    sent = {"state": LetterState.SENT, "sent_at": now, "state_changed_at": now, "next_try_at": None}
    if letter.is_secret:
        sent["body"] = ""
    done = Letter.objects.filter(mine | given_up, pk=letter.pk).update(**sent, error="")
    if done and letter.is_digest:
        Letter.objects.filter(digest=letter, state=LetterState.READY).update(**sent)


def postpone(letter: Letter, error: str, *, until: datetime.datetime) -> None:
    """It was not sent, and is tried again at that moment."""
    _held(letter).update(
        state=LetterState.READY, state_changed_at=timezone.now(), error=error, next_try_at=until
    )


def give_up(letter: Letter, error: str) -> None:
    """It was not sent, and is not tried again by itself."""
    _held(letter).update(
        state=LetterState.FAILED, state_changed_at=timezone.now(), error=error, next_try_at=None
    )


def give_up_stuck(now: datetime.datetime) -> int:
    """Letters whose sender died: it may have handed them over, so they are not sent again by themselves."""
    stuck = Letter.objects.filter(state=LetterState.SENDING, state_changed_at__lt=now - DEAD_AFTER)
    return stuck.update(state=LetterState.FAILED, state_changed_at=now, error=FATE_UNKNOWN)


def _held(letter: Letter):
    return Letter.objects.filter(
        pk=letter.pk, state=LetterState.SENDING, state_changed_at=letter.state_changed_at
    )
