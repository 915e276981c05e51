"""States: each thing has one table of allowed steps, and `move` is the one function that writes a state."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from .models import StateChange

logger = logging.getLogger(__name__)


class StepRefused(ValidationError):
    """The step is not allowed from where the thing stands now; the message says so to the person."""


@dataclass(frozen=True)
class Step:
    """One allowed step: its key and label, from which states to which, who may, and whether a reason is asked for.

    `permission` is asked with the thing as its object. A step with `automatic=True` may also be taken with `by=None`,
    by the clock or by another verb.
    """

    action: str
    label: str
    from_states: frozenset[str]
    to_state: str
    permission: str
    reason_required: bool = False
    automatic: bool = False


def step(
    action: str, label: str, from_states: str | Iterable[str], to_state: str, permission: str, **options
) -> Step:
    """A readable row of a workflow table."""
    states = [from_states] if isinstance(from_states, str) else from_states
    return Step(action, label, frozenset(map(str, states)), str(to_state), permission, **options)


class Workflow:
    """The whole table of one kind of thing."""

    def __init__(self, *steps: Step):
        self.steps = {each.action: each for each in steps}
        if len(self.steps) != len(steps):
            raise ValueError("two steps share an action key")

    def get(self, action: str) -> Step:
        return self.steps[action]

    def open_to(self, user, thing) -> list[Step]:
        """The steps that this person may take with this thing now, in the table's order."""
        return [
            each
            for each in self.steps.values()
            if thing.state in each.from_states and user.has_perm(each.permission, thing)
        ]


@transaction.atomic
def move(thing, action: str, *, by, reason: str = "", **stamps):
    """Take one step: lock the row, check it, write the state, stamp who and when, keep the reason.

    `stamps` are further fields of the thing that belong to this very step (a date, a finisher), written in the same
    update. Raises `StepRefused` where the table has no such step from the present state or a reason is missing, and
    `PermissionDenied` where the person may not. Returns the thing, refreshed.
    """
    model = type(thing)
    taken = model.workflow.get(action)
    locked = model._base_manager.select_for_update().get(pk=thing.pk)
    if locked.state not in taken.from_states:
        raise StepRefused(
            f"いまの状態（{locked.get_state_display()}）では「{taken.label}」はできません。画面を開き直して確かめてください。",
            code="state",
        )
    if not (taken.automatic if by is None else by.has_perm(taken.permission, locked)):
        raise PermissionDenied
    reason = reason.strip()
    if taken.reason_required and not reason:
        raise StepRefused("理由を書いてください。", code="reason")
    now = timezone.now()
    before = locked.state
    for name, value in stamps.items():
        setattr(locked, name, value)
    locked.state = taken.to_state
    locked.state_changed_at = now
    locked.state_changed_by = by
    locked._change_reason = (reason or taken.label)[:100]
    locked.save(update_fields=[*stamps, "state", "state_changed_at", "state_changed_by", *_own_stamps(model)])
    StateChange.objects.create(
        content_type=ContentType.objects.get_for_model(model),
        object_id=locked.pk,
        action=action,
        from_state=before,
        to_state=taken.to_state,
        reason=reason,
        reason_required=taken.reason_required,
        by=by,
        at=now,
    )
    logger.info("%s %s: %s -> %s (%s)", model._meta.label, locked.pk, before, taken.to_state, action)
    thing.refresh_from_db()
    return thing


def _own_stamps(model) -> list[str]:
    return [field.name for field in model._meta.fields if field.name == "updated_at"]


def changes_of(thing):
    """Every step the thing ever took, newest first, with who took it."""
    return StateChange.objects.filter(
        content_type=ContentType.objects.get_for_model(type(thing)), object_id=thing.pk
    ).select_related("by")
