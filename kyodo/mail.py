"""Letters from a text template whose first line is the subject: the outbox sends them after the transaction."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.template.loader import render_to_string

from .addresses import absolute
from .models import City, Letter
from .outbox.wording import as_subject
from .outbox.writing import store
from .text import clean

__all__ = ["absolute", "mail_after_commit"]


def mail_after_commit(
    template: str, recipients: Iterable[str], context: dict, *, secret: bool = False
) -> None:
    """Send `templates/email/<template>.txt` to each address by itself, once what it tells of is stored.

    The letters' kind is the template's name. `secret`: it holds a link that lets somebody in, so nobody is shown it.
    """
    subject, _, body = render_to_string(
        f"email/{template}.txt", {**context, "city": City.current()}
    ).partition("\n")
    addresses = list(dict.fromkeys(filter(None, recipients)))
    people = {person.email: person for person in get_user_model().objects.filter(email__in=addresses)}
    store(
        [
            Letter(
                kind=template,
                recipient=people.get(address),
                address=address,
                subject=as_subject(subject),
                body=clean(body) + "\n",
                is_secret=secret,
            )
            for address in addresses
        ]
    )
