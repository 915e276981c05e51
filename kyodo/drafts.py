"""Drafts on the server: what somebody typed survives a lost connection, an ended session and a failed submit.

A page with a form carries `draft_key` and the autosave address; the browser posts the raw fields there. `restore`
puts the draft back into the form when the page is opened again, and `discard` ends it after the record was saved.
"""

from django.forms.utils import ErrorDict
from django.http import QueryDict

from .models import Draft
from .text import clean

MAX_BYTES = 512 * 1024
LEFT_OUT = {"csrfmiddlewaretoken", "draft_key", "draft_title", "draft_url", "base_version", "password"}


class DraftTooLarge(ValueError):
    """More than a form could hold: refused, and the browser keeps its own copy."""


def save_draft(
    user, form_key: str, data: QueryDict, *, title: str = "", url: str = "", base_version=None
) -> Draft:
    """Keep what was typed, as typed; the newest wins."""
    kept = {name: [clean(value) for value in data.getlist(name)] for name in data if name not in LEFT_OUT}
    if sum(len(value.encode()) for values in kept.values() for value in values) > MAX_BYTES:
        raise DraftTooLarge("一度に保存できる量を超えています。")
    draft, _ = Draft.objects.update_or_create(
        user=user,
        form_key=form_key,
        defaults={"data": kept, "title": title[:200], "url": url[:300], "base_version": base_version},
    )
    return draft


def find_draft(user, form_key: str) -> Draft | None:
    return Draft.objects.filter(user=user, form_key=form_key).first() if user.is_authenticated else None


def find_drafts(user, form_keys) -> dict[str, Draft]:
    """Those of several forms on one page, by form key."""
    return {draft.form_key: draft for draft in Draft.objects.filter(user=user, form_key__in=list(form_keys))}


def as_form_data(draft: Draft) -> QueryDict:
    """The draft's fields in the shape a form takes as its data."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def restore(form_class, draft: Draft, **arguments):
    """The form as the draft left it, without a word yet about what is missing."""
    form = form_class(as_form_data(draft), **arguments)
    form._errors = (
        ErrorDict()
    )  # it is bound, so that raw text stays as typed, and asked about when it is submitted
    form.cleaned_data = {}
    return form


def discard_draft(user, form_key: str) -> None:
    Draft.objects.filter(user=user, form_key=form_key).delete()
