"""Writing letters: inside the caller's transaction, so that a letter is there if and only if what it tells of is."""

import datetime
import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..addresses import absolute
from ..models import Letter, LetterWording, MailPreference
from ..models.letter import LetterState
from .kinds import kind_of
from .sending import send_after_commit
from .wording import compose, values_for

logger = logging.getLogger(__name__)

DIGEST_HOUR = 8  # Japan


@dataclass(frozen=True)
class LetterTo:
    """One letter of several: to a person or an address, the values of the kind's placeholders, the page it leads to.

    `url` is a path of the portal. `key`: what is never sent twice.
    """

    to: Any
    about: Mapping[str, object] = field(default_factory=dict)
    url: str = ""
    key: str | None = None


def write_letter(
    kind: str,
    *,
    to,
    about: Mapping[str, object],
    url: str,
    key: str | None = None,
    batch: str = "",
    draft: bool = False,
    send_after: datetime.datetime | None = None,
    by=None,
) -> Letter | None:
    """Write one letter; it is sent after the commit, or (`draft`) when the office has released its batch.

    None where a letter with this key is there already, or where the person has opted out of the kind. Raises
    `LookupError` where no app declares the kind, or `about` does not hold exactly the values of its placeholders.
    """
    one = LetterTo(to, about, url, key)
    written = write_letters(kind, [one], batch=batch, draft=draft, send_after=send_after, by=by)
    return written[0] if written else None


@transaction.atomic
def write_letters(
    kind: str,
    letters: Iterable[LetterTo],
    *,
    batch: str = "",
    draft: bool = False,
    send_after: datetime.datetime | None = None,
    by=None,
) -> list[Letter]:
    """Write many letters of one kind in a fixed number of queries; what `write_letter` would not write is left out."""
    chosen = kind_of(kind)
    letters = list(letters)
    own = LetterWording.objects.filter(kind=kind).first()
    preferences = {} if chosen.is_due else _preferences(letters)
    rows = []
    for each in letters:
        preference = preferences.get(getattr(each.to, "pk", None))
        if preference and kind in preference.opted_out:
            continue
        is_person = not isinstance(each.to, str)
        values = values_for(
            chosen, each.about, name=str(each.to) if is_person else "", url=absolute(each.url)
        )
        subject, body = compose(chosen, own, values)
        row = Letter(
            kind=kind,
            recipient=each.to if is_person else None,
            address=each.to.email if is_person else each.to,
            subject=subject,
            body=body,
            url=each.url,
            key=each.key,
            batch=batch,
            state=LetterState.DRAFTED if draft else LetterState.READY,
            for_digest=bool(preference and preference.wants_digest),
            send_after=send_after,
            created_by=by,
        )
        if row.for_digest and not draft:
            row.send_after = next_digest(send_after)
        rows.append(row)
    return store(rows)


def store(rows: list[Letter]) -> list[Letter]:
    """Put new letters into the outbox, each with its Message-ID; those whose key is there already are left out."""
    if not rows:
        return []
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    for row in rows:
        row.message_id = f"<{uuid.uuid4().hex}@{host}>"
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Letter.objects.filter(message_id__in=[row.message_id for row in rows]).order_by("pk"))
    logger.info("%d letters written (%s)", len(written), rows[0].kind)
    if any(row.state == LetterState.READY and not row.for_digest for row in written):
        send_after_commit()
    return written


def next_digest(moment: datetime.datetime | None = None) -> datetime.datetime:
    """The first 08:00 of Japan after the moment (default: now)."""
    local = timezone.localtime(moment)
    at_hour = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return at_hour if at_hour > local else at_hour + datetime.timedelta(days=1)


def _preferences(letters: list[LetterTo]) -> dict[int, MailPreference]:
    people = [each.to.pk for each in letters if not isinstance(each.to, str)]
    return {each.user_id: each for each in MailPreference.objects.filter(user__in=people)}
