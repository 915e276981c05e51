"""A programme's lasting rules. Calls that were made out of it stay as they are."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from kyodo.conflicts import EditConflict

from ..call_parts import Part
from ..call_values import fingerprint, values_of
from ..models import Programme
from .calls import check_rules


@transaction.atomic
def create_programme(*, values: Mapping[str, object], by) -> Programme:
    """A programme of the city's own; its key is none that a preset uses."""
    programme = Programme(key=f"own-{uuid.uuid4().hex[:12]}", **values)
    programme._history_user = by
    programme.save()
    return programme


@transaction.atomic
def change_programme(
    programme: Programme, *, part: Part, values: Mapping[str, object], base: str, by
) -> Programme:
    """Write one part. `EditConflict` where its `fingerprint` is no longer the `base` that the writer started from."""
    current = Programme.objects.select_for_update().get(pk=programme.pk)
    if fingerprint(values_of(current), part) != base:
        raise EditConflict(current)
    check_rules(values)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current._history_user = by
    current.save(update_fields=[*values, "version", "updated_at"])
    return current
