"""Handing letters over to the mail server, one by one; outside of any transaction of those who wrote them.

A claimed letter is committed as `sending` before its hand-over. What the server refuses for good is given up; what it
refuses for now, and what a server that is down cannot take, is tried again after a growing pause.
"""

import contextlib
import datetime
import logging
import smtplib
import traceback

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ..models import Letter
from ..models.letter import LetterState
from . import states

logger = logging.getLogger(__name__)

PAUSES = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]  # the last one again and again
MAX_ATTEMPTS = 36  # from Friday evening to Monday morning
QUIET = datetime.timedelta(seconds=20)  # after a failure of the server nobody else tries it for so long
CHUNK = 100
PERMANENT = 500  # SMTP codes from here on are for good


def send_after_commit() -> None:
    """Have the queue send what is ready once the present transaction is committed; never undoes the work."""
    transaction.on_commit(send_ready.enqueue, robust=True)


@task()
def send_ready() -> int:
    """What the queue runs: send what is due, until nothing is or the server does not answer; says how many."""
    if _server_is_down():
        return 0
    server = get_connection()
    try:
        return _send_all(server)
    finally:
        _close(server)


def _send_all(server) -> int:
    sent = 0
    while letters := Letter.objects.due(timezone.now())[:CHUNK]:
        for letter in letters:
            if not states.claim(letter):
                continue
            error = _hand_over(letter, server)
            sent += error is None
            if error and _is_the_servers(error):
                return sent
    return sent


def _hand_over(letter: Letter, server) -> Exception | None:
    """Send one claimed letter and write down what became of it; the error, where there was one."""
    try:
        message_of(letter, server).send()
    except Exception as error:  # whatever is wrong with one letter must not stop the others
        logger.error("letter %s (%s) was not sent: %s", letter.pk, letter.kind, type(error).__name__)
        _close(server)
        _settle(letter, error)
        return error
    states.mark_sent(letter)
    logger.info("letter %s (%s) sent", letter.pk, letter.kind)
    return None


def message_of(letter: Letter, server=None) -> EmailMessage:
    """The mail to its one address, with the Message-ID that it keeps over every attempt."""
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.address],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        connection=server,
    )


def _settle(letter: Letter, error: Exception) -> None:
    name = type(error).__name__
    if _may_have_arrived(error):
        states.give_up(letter, states.FATE_UNKNOWN)
    elif letter.attempts >= MAX_ATTEMPTS or _is_for_good(error):
        states.give_up(letter, name)
    else:
        pause = PAUSES[min(letter.attempts, len(PAUSES)) - 1]
        states.postpone(letter, name, until=timezone.now() + pause)


def _may_have_arrived(error: Exception) -> bool:
    """The line broke while the text went over: only the server knows whether it took it."""
    if isinstance(error, smtplib.SMTPResponseException) or not isinstance(error, OSError):
        return False
    frames = traceback.extract_tb(error.__traceback__)
    return any(frame.filename == smtplib.__file__ and frame.name == "data" for frame in frames)


def _is_for_good(error: Exception) -> bool:
    """Trying this letter again would end the same way."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= PERMANENT
    return not isinstance(error, OSError)  # no word from a server at all: the letter itself cannot be sent


def _is_the_servers(error: Exception) -> bool:
    """The next letter would meet the same: no line, no sign-in, or no mail from us at all."""
    about_one = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
    return isinstance(error, OSError) and not isinstance(error, about_one)


def _server_is_down() -> bool:
    """Somebody was told so a moment ago: a worker must not wait for it again with every letter that is written."""
    now = timezone.now()
    return (
        Letter.objects.filter(
            state=LetterState.READY, next_try_at__gt=now, state_changed_at__gt=now - QUIET, attempts__gt=0
        )
        .exclude(error__in=["SMTPRecipientsRefused", "SMTPDataError"])
        .exists()
    )


def _close(server) -> None:
    """End the line, which may be gone already; the next letter opens a new one."""
    with contextlib.suppress(OSError):
        server.close()
