"""The version check: whoever saves says which version they started from; if it moved on, both texts are shown."""

from dataclasses import dataclass

from django.db import transaction


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


def differences(form, current) -> list[Difference]:
    """What differs between the form as typed and the record as it stands now, field by field, in words."""
    found = []
    stored = type(form)(instance=current)
    for name, field in form.fields.items():
        mine = form[name].value()
        theirs = stored[name].value()
        if _words(field, mine) != _words(field, theirs):
            found.append(Difference(name, field.label or name, _words(field, theirs), _words(field, mine)))
    return found


def _words(field, value) -> str:
    choices = {str(key): str(label) for key, label in _flat(getattr(field, "choices", ()))}
    values = value if isinstance(value, (list, tuple)) else [value]
    return "、".join(choices.get(str(each), str(each)) for each in values if each not in (None, ""))


def _flat(choices):
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
