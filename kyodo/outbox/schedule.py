"""What the clock does with letters."""

from ..models import Letter
from ..registry import scheduled
from . import digest, states
from .sending import send_after_commit


@scheduled
def gather_digests(now):
    if gathered := digest.gather(now):
        yield f"{gathered} digests"


@scheduled
def give_up_stuck_letters(now):
    if given_up := states.give_up_stuck(now):
        yield f"{given_up} letters whose fate is unknown"


@scheduled
def send_due_letters(now):
    """Retries, letters with a date, and whatever a lost task of the queue has left behind."""
    if Letter.objects.due(now).exists():
        send_after_commit()
        yield "letters are due"
