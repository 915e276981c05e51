"""States: each thing has one table of allowed steps, and `move` is the one function that writes a state."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from .models import StateChange
from .steps import Step, StepRefused, Workflow, step

__all__ = ["Step", "StepRefused", "Workflow", "changes_of", "move", "move_all", "step"]

logger = logging.getLogger(__name__)


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
    if not _may_take(taken, locked, by):
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


@transaction.atomic
def move_all(queryset, action: str, *, by) -> int:
    """Take one step with every row of a queryset that stands where the step begins; the others are left alone.

    A fixed number of queries, however many rows. Not for steps that ask for a reason: each thing has its own.
    As in `move`, `by=None` takes steps that are automatic. Raises `PermissionDenied` where the person may not with
    any of them. Returns how many rows took the step.
    """
    model = queryset.model
    taken = model.workflow.get(action)
    if taken.reason_required:
        raise ValueError(f"{action} asks for a reason")
    ready = queryset.filter(state__in=taken.from_states).order_by().values("pk")
    locked = model._base_manager.select_for_update().filter(pk__in=ready)
    # Whoever held a row until now may have moved it: what counts is where it stands under the lock.
    things = [thing for thing in locked if thing.state in taken.from_states]
    if not all(_may_take(taken, thing, by) for thing in things):
        raise PermissionDenied
    now, content_type = timezone.now(), ContentType.objects.get_for_model(model)
    steps = [
        StateChange(
            content_type=content_type,
            object_id=thing.pk,
            action=action,
            from_state=thing.state,
            to_state=taken.to_state,
            by=by,
            at=now,
        )
        for thing in things
    ]
    for thing in things:
        thing.state, thing.state_changed_at, thing.state_changed_by = taken.to_state, now, by
    model._base_manager.filter(pk__in=[thing.pk for thing in things]).update(
        state=taken.to_state, state_changed_at=now, state_changed_by=by
    )
    StateChange.objects.bulk_create(steps)
    if things and hasattr(model, "history"):
        model.history.bulk_history_create(
            things, update=True, default_user=by, default_change_reason=taken.label
        )
    logger.info("%s: %d moved (%s)", model._meta.label, len(things), action)
    return len(things)


def _may_take(taken: Step, thing, by) -> bool:
    return taken.automatic if by is None else by.has_perm(taken.permission, thing)


def _own_stamps(model) -> list[str]:
    return [field.name for field in model._meta.fields if field.name == "updated_at"]


def changes_of(thing):
    """Every step the thing ever took, newest first, with who took it."""
    return StateChange.objects.filter(
        content_type=ContentType.objects.get_for_model(type(thing)), object_id=thing.pk
    ).select_related("by")
