"""事前相談: a group asks for advice on its draft; the office arranges it, refers it to a 課, writes what came of it."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused, move
from organizations.models import Division

from ..enums import ConsultationState, ConsultationWay
from ..letters.consultations import tell_arranged, tell_asked, tell_dropped, tell_recorded, tell_referred
from ..models import Consultation, Proposal


@transaction.atomic
def ask_consultation(*, proposal: Proposal, wish: str, way: str, wished_times: str, by) -> Consultation:
    """From now on the office may read the draft. Before the deadline, and one at a time (`StepRefused`)."""
    current = (
        Proposal._base_manager.select_for_update(of=("self",)).select_related("call").get(pk=proposal.pk)
    )
    if not by.has_perm("projects.ask_consultation", current):
        raise PermissionDenied
    if current.closes_at is not None and timezone.now() >= current.closes_at:
        raise StepRefused("締切を過ぎたので、事前相談は申し込めません。", code="closed")
    if current.consultations.open().exists():
        raise StepRefused("この提案の事前相談は、もう申し込まれています。", code="open")
    asked = Consultation(proposal=current, wish=wish, way=way, wished_times=wished_times, asked_by=by)
    _save(asked, by)
    tell_asked(asked, by=by)
    return asked


@transaction.atomic
def refer_consultation(
    *, consultation: Consultation, division: Division | None, base_version: int, by
) -> Consultation:
    """Have a 課 listen in, which then reads the draft, too; None takes that back. Raises `EditConflict`."""
    current = _claimed(consultation, base_version, "projects.refer_consultation", by)
    if not current.is_open:
        raise StepRefused("この相談は、もう終わっています。", code="state")
    current.division = division
    _save(current, by, ["division"])
    if division is not None:
        tell_referred(current, by=by)
    return current


@transaction.atomic
def arrange_consultation(
    *,
    consultation: Consultation,
    way: str,
    meets_at: datetime.datetime | None,
    place: str,
    base_version: int,
    by,
) -> Consultation:
    """When, where and how; again where it moves. Raises `EditConflict`, and `ValidationError` without a moment.

    In writing there is no moment: `meets_at` may be None.
    """
    current = _claimed(consultation, base_version, "projects.hold_consultation", by)
    if meets_at is None and way != ConsultationWay.WRITING:
        raise ValidationError("相談の日時を決めてください。", code="moment")
    if meets_at is not None and meets_at <= timezone.now():
        raise ValidationError("これから先の日時にしてください。", code="past")
    move(current, "arrange", by=by, way=way, meets_at=meets_at, place=place)
    tell_arranged(current, by=by)
    return current


@transaction.atomic
def record_consultation(
    *, consultation: Consultation, outcome: str, office_note: str | None, base_version: int, by
) -> Consultation:
    """What came of it, which both sides read, and the office's own note (None leaves that as it is).

    Takes the step to 相談済み; a record that is there already is corrected. Raises `EditConflict`.
    """
    current = _claimed(consultation, base_version, "projects.hold_consultation", by)
    if not outcome:
        raise ValidationError("相談の結果を書いてください。", code="outcome")
    texts = {"outcome": outcome}
    if office_note is not None:
        if not by.has_perm("projects.refer_consultation", current):
            raise PermissionDenied
        texts["office_note"] = office_note
    if current.state != ConsultationState.HELD:
        move(current, "hold", by=by, **texts)
        tell_recorded(current, by=by)
        return current
    for name, text in texts.items():
        setattr(current, name, text)
    return _save(current, by, list(texts))


@transaction.atomic
def drop_consultation(*, consultation: Consultation, by) -> Consultation:
    """One side wants it no more; the draft is the group's own again."""
    move(consultation, "drop", by=by)
    if not by.has_perm("projects.answer_remark", consultation.proposal):
        tell_dropped(consultation, by=by)
    return consultation


def _claimed(consultation: Consultation, base_version: int, permission: str, by) -> Consultation:
    claim_version(consultation, base_version)
    current = Consultation._base_manager.select_related("proposal").get(pk=consultation.pk)
    if not by.has_perm(permission, current):
        raise PermissionDenied
    return current


def _save(consultation: Consultation, by, fields: list[str] | None = None) -> Consultation:
    consultation._history_user = by
    consultation.save(update_fields=[*fields, "updated_at"] if fields else None)
    return consultation
