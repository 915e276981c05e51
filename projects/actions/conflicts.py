"""Verbs of the office about 利害関係: recorded with a reason, lifted with a reason, never hidden."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require

from ..models import Assignment, Decision

DECIDED = "もう決定が入力されています。利害関係を変えるには、先に決定を取り消してください。"


@transaction.atomic
def set_conflict(assignment: Assignment, *, cause: str, reason: str, by) -> Assignment:
    """Take the reviewer out of this proposal, whatever was declared; scores given stay and are not counted."""
    current = _changeable(assignment, by, reason)
    if not cause:
        raise ValidationError("利害関係の種類を選んでください。", code="cause")
    current.declared_at = timezone.now()
    current.has_conflict, current.conflict_cause, current.conflict_note = True, cause, reason.strip()
    current.conflict_set_by = by
    return _save(current, by)


@transaction.atomic
def lift_conflict(assignment: Assignment, *, reason: str, by) -> Assignment:
    """It was recorded by mistake: the reviewer is asked again before the proposal opens."""
    current = _changeable(assignment, by, reason)
    if not current.has_conflict:
        raise ValidationError("利害関係は記録されていません。", code="state")
    current.declared_at = current.conflict_set_by = None
    current.has_conflict, current.conflict_cause, current.conflict_note = False, "", reason.strip()
    return _save(current, by)


def _changeable(assignment: Assignment, by, reason: str) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("proposal")
    current = rows.get(pk=assignment.pk)
    require(by, "projects.set_conflict", current)
    if Decision.objects.filter(proposal__call=current.proposal.call_id).exists():
        raise ValidationError(DECIDED, code="decided")
    if not reason.strip():
        raise ValidationError("理由を書いてください。", code="reason")
    return current


def _save(current: Assignment, by) -> Assignment:
    current._history_user = by
    current.save(
        update_fields=["declared_at", "has_conflict", "conflict_cause", "conflict_note", "conflict_set_by"]
    )
    return current
