"""The digest: what may wait, as one letter a day at 08:00 of Japan for those who want it so."""

import datetime
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..addresses import absolute
from ..models import Letter, LetterWording
from ..models.letter import LetterState
from .kinds import DIGEST, kind_of
from .wording import compose, values_for, without_foot
from .writing import store

LINE = "―" * 20


@transaction.atomic
def gather(now: datetime.datetime) -> int:
    """Put each person's waiting letters into one that is ready; a fixed number of queries. Says how many digests."""
    waiting = Letter.objects.filter(
        state=LetterState.READY,
        for_digest=True,
        digest__isnull=True,
        send_after__lte=now,
        recipient__isnull=False,
    )
    # Locked, so that nobody holds one back whose words are just being copied.
    waiting = waiting.select_related("recipient").select_for_update(of=("self",))
    found = list(waiting.order_by("recipient", "pk"))
    by_key = {}
    for _, letters in groupby(found, key=lambda letter: letter.recipient_id):
        letters = list(letters)
        key = f"digest:{letters[0].recipient_id}:{timezone.localdate(now):%Y%m%d}"
        by_key[key] = letters
    own = LetterWording.objects.filter(kind=DIGEST).first()
    written = store([_digest_of(letters, key, own) for key, letters in by_key.items()])
    for digest in written:
        for letter in by_key[digest.key]:
            letter.digest = digest
    gathered = [letter for letter in found if letter.digest_id]
    Letter.objects.bulk_update(gathered, ["digest"])
    return len(written)


def _digest_of(letters: list[Letter], key: str, own: LetterWording | None) -> Letter:
    person = letters[0].recipient
    kind = kind_of(DIGEST)
    about = {
        "count": len(letters),
        "letters": f"\n\n{LINE}\n".join(f"■ {each.subject}\n\n{without_foot(each.body)}" for each in letters),
    }
    values = values_for(kind, about, name=str(person), url=absolute(reverse("notices")))
    subject, body = compose(kind, own, values)
    return Letter(
        kind=DIGEST,
        recipient=person,
        address=person.email,
        subject=subject,
        body=body,
        url=reverse("notices"),
        key=key,
        is_digest=True,
    )
