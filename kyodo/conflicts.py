"""The version check: whoever saves says which version they started from; if it moved on, both texts are shown."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model, QuerySet

from .wareki import format_date, format_datetime


@dataclass(frozen=True)
class Difference:
    """One field that the other editor and this one left with different values."""

    name: str
    label: str
    theirs: str
    mine: str


class EditConflict(Exception):
    """Somebody else saved in between. `current` is the record as it stands now."""

    def __init__(self, current):
        super().__init__("ほかの人が先に保存しました。")
        self.current = current


@transaction.atomic
def claim_version(record, base_version: int):
    """Lock the row and raise its version by one, or raise `EditConflict`; call it first in the saving transaction.

    Sets `record.version`, so that a following `record.save()` keeps the new number.
    """
    current = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if current.version != base_version:
        raise EditConflict(current)
    record.version = base_version + 1
    type(record)._base_manager.filter(pk=record.pk).update(version=record.version)


def merge(current, mine: Mapping[str, object], base_version: int) -> tuple[dict[str, object], list[str]]:
    """What each field becomes, and the fields that both this editor and another changed since `base_version`.

    A field that this editor left as it was keeps what others made of it; the text that was there is found in the
    record's history. A base version of 0 is that of a record that was not there yet.
    """
    if base_version == current.version:
        return dict(mine), []
    base = _as_of(current, base_version)
    merged, clashing = {}, []
    for name, value in mine.items():
        theirs = getattr(current, name)
        before = getattr(base, name) if base else None
        merged[name] = theirs if value == before else value
        if theirs not in (value, before) and value != before:
            clashing.append(name)
    return merged, clashing


def _as_of(current, version: int):
    if version == 0:
        return type(current)()
    return current.history.filter(version=version).order_by("-history_date", "-history_id").first()


def differences(form, current) -> list[Difference]:
    """What differs between the form as typed and the record as it stands now, field by field, in words."""
    found = []
    read = getattr(form, "cleaned_data", {})
    stored = type(form)(instance=current)
    for name, field in form.fields.items():
        mine = _words(field, read[name] if name in read else form[name].value())
        theirs = _words(field, stored[name].value())
        if mine != theirs:
            found.append(Difference(name, str(field.label or name), theirs, mine))
    return found


def take_choices(data, form_class, current):
    """The typed data with the other editor's value wherever the person chose it (`choice_<field>` is "theirs")."""
    data = data.copy()
    stored = form_class(instance=current)
    for name, field in stored.fields.items():
        if data.get(f"choice_{name}") == "theirs":
            for suffix in getattr(field.widget, "widgets_names", []):
                data.pop(name + suffix, None)
            value = stored[name].value()
            values = value if isinstance(value, (list, tuple)) else [value]
            data.setlist(name, ["on" if each is True else str(each) for each in values if each not in _EMPTY])
    return data


_EMPTY = (None, "", False)


def _words(field, value) -> str:
    choices = {str(key): str(label) for key, label in _flat(getattr(field, "choices", ()))}
    values = value if isinstance(value, (list, tuple, QuerySet)) else [value]
    return "、".join(_word(each, choices) for each in values if each not in (None, ""))


def _word(value, choices: dict[str, str]) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, datetime.datetime):
        return format_datetime(value)
    if isinstance(value, datetime.date):
        return format_date(value)
    key = str(value.pk if isinstance(value, Model) else value)
    return choices.get(key, key)


def _flat(choices):
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
