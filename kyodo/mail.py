"""Mail to one person at a time, sent after the transaction, from a text template whose first line is the subject."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from .models import City

logger = logging.getLogger(__name__)


def absolute(path: str) -> str:
    """An address for use outside the portal."""
    return f"{settings.SITE_URL}{path}"


def mail_after_commit(template: str, recipients: Iterable[str], context: dict) -> None:
    """Send `templates/email/<template>.txt` to each address by itself, once what it tells of is stored.

    A mail server that does not answer never undoes the work; the log says which letter, and to nobody's name.
    """
    subject, _, body = render_to_string(
        f"email/{template}.txt", {**context, "city": City.current()}
    ).partition("\n")
    letters = [
        EmailMessage(subject.strip(), body.strip() + "\n", to=[address])
        for address in dict.fromkeys(filter(None, recipients))
    ]
    transaction.on_commit(lambda: _send(template, letters))


def _send(template: str, letters: list[EmailMessage]) -> None:
    for letter in letters:
        try:
            letter.send()
        except (OSError, SMTPException) as error:
            logger.error("mail %s was not sent: %s", template, type(error).__name__)
