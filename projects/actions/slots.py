"""Presentation slots: made and moved by the office, chosen by the groups, first come, first served."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from kyodo.access import require
from kyodo.workflow import StepRefused

from ..enums import SlotPlace
from ..letters.presentation import tell_chosen, tell_moved
from ..models import Call, PresentationSlot, Proposal
from ..slot_plan import PlannedSlot

TAKEN = "この枠は、ひと足先にほかの団体が選びました。空いている枠から選び直してください。"
CLOSED = "枠を選べる期間ではありません。変えたいときは、事務局に連絡してください。"
BEGUN = "始まった枠は選べません。ほかの枠を選んでください。"
NOT_FREE = "団体が選んだ枠は消せません。先に別の枠へ移してください。"
NOT_PRESENTING = "この提案は、公開プレゼンテーションに進んでいません。"


class SlotTaken(ValidationError):
    """Somebody else was faster; the person's former slot, where there was one, is still theirs."""


@transaction.atomic
def make_slots(
    call: Call, planned: Sequence[PlannedSlot], *, place_kind: str, place: str, by
) -> tuple[int, int]:
    """Make these slots at one place; how many were made, and how many were not, as the place is taken then."""
    require(by, "projects.run_slots")
    Call.objects.select_for_update().get(pk=call.pk)
    taken = list(call.slots.filter(place=place).values_list("starts_at", "ends_at"))
    wanted = []
    for each in planned:
        if any(each.starts_at < ends_at and starts_at < each.ends_at for starts_at, ends_at in taken):
            continue
        taken.append((each.starts_at, each.ends_at))
        slot = PresentationSlot(call=call, starts_at=each.starts_at, ends_at=each.ends_at)
        slot.place_kind, slot.place = place_kind, place
        wanted.append(slot)
    bulk_create_with_history(wanted, PresentationSlot, default_user=by)
    return len(wanted), len(planned) - len(wanted)


@transaction.atomic
def change_slot(slot: PresentationSlot, *, reason: str = "", by) -> PresentationSlot:
    """Save an edited slot. A chosen one moves together with its group, which is told why.

    Raises `StepRefused` where a chosen slot is moved without a reason.
    """
    require(by, "projects.run_slots")
    before = _locked(slot)
    proposal = before.proposal
    slot.proposal, slot.taken_at, slot.taken_by = proposal, before.taken_at, before.taken_by
    slot.wants_online = before.wants_online and slot.place_kind == SlotPlace.EITHER
    moved = any(getattr(slot, name) != getattr(before, name) for name in ("starts_at", "ends_at", "place"))
    if proposal is not None and (moved or slot.place_kind != before.place_kind):
        if not reason.strip():
            raise StepRefused("団体に伝える理由を書いてください。", code="reason")
        tell_moved(slot, before=before, reason=reason.strip(), by=by)
    slot._history_user, slot._change_reason = by, reason.strip()[:100]
    slot.save()
    return slot


@transaction.atomic
def remove_slot(slot: PresentationSlot, *, by) -> None:
    """Take a free slot away; one that a group has chosen stays."""
    require(by, "projects.run_slots")
    current = _locked(slot)
    if current.proposal_id:
        raise StepRefused(NOT_FREE, code="taken")
    current._history_user = by
    current.delete()


@transaction.atomic
def choose_slot(
    proposal: Proposal, slot: PresentationSlot, *, wants_online: bool = False, by
) -> PresentationSlot:
    """Take a free slot for the proposal, giving back the one it had, or raise `SlotTaken` and change nothing.

    The group while its window is open; the office at any time.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("call").get(pk=proposal.pk)
    _may_choose(proposal, by)
    if slot.starts_at <= timezone.now():
        raise StepRefused(BEGUN, code="begun")
    had = PresentationSlot.objects.filter(proposal=proposal).first()
    if had is not None and had.pk != slot.pk:
        _let_go(had, by=by)
    mine = PresentationSlot.objects.filter(pk=slot.pk, call=proposal.call_id)
    online = wants_online and slot.place_kind == SlotPlace.EITHER
    if had is not None and had.pk == slot.pk:
        mine.filter(proposal=proposal).update(wants_online=online)
    elif not mine.filter(proposal__isnull=True).update(
        proposal=proposal, wants_online=online, taken_at=timezone.now(), taken_by=by
    ):
        raise SlotTaken(TAKEN, code="taken")
    return _noted(slot.pk, had, by=by)


def _may_choose(proposal: Proposal, by) -> None:
    if not proposal.presents:
        raise StepRefused(NOT_PRESENTING, code="state")
    if by.has_perm("projects.give_slot", proposal):
        return
    if not by.has_perm("projects.choose_slot", proposal):
        raise PermissionDenied
    if not proposal.call.takes_slots_at(timezone.now()):
        raise StepRefused(CLOSED, code="closed")


def _noted(slot_id: int, had: PresentationSlot | None, *, by) -> PresentationSlot:
    """The chosen slot with its row of history; the group has it in writing where it is a new one."""
    chosen = PresentationSlot.objects.select_related("proposal", "call").get(pk=slot_id)
    chosen._history_user = by
    chosen.save(update_fields=["updated_at"])
    if had is None or had.pk != chosen.pk:
        tell_chosen(chosen, by=by)
    return chosen


@transaction.atomic
def give_back_slot(proposal: Proposal, *, by) -> None:
    """The proposal presents no more: its slot is free for others."""
    slot = PresentationSlot.objects.select_for_update().filter(proposal=proposal).first()
    if slot is not None:
        _let_go(slot, by=by)


def _let_go(slot: PresentationSlot, *, by) -> None:
    slot.proposal = slot.taken_at = slot.taken_by = None
    slot.wants_online = False
    slot._history_user = by
    slot.save()


@transaction.atomic
def set_window(
    call: Call,
    *,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    presentation: int,
    question: int,
    by,
) -> Call:
    """From when to when the groups choose, and how many minutes one of them has for speaking and for questions."""
    require(by, "projects.run_slots")
    current = Call.objects.select_for_update().get(pk=call.pk)
    current.slots_open_at, current.slots_close_at = opens_at, closes_at
    current.presentation_minutes, current.question_minutes = presentation, question
    return _save_call(
        current,
        ["slots_open_at", "slots_close_at", "presentation_minutes", "question_minutes"],
        by=by,
    )


@transaction.atomic
def publish_order(call: Call, *, by, is_public: bool = True) -> Call:
    """Show the order of the presentations to everybody, or take it back."""
    require(by, "projects.run_slots")
    current = Call.objects.select_for_update().get(pk=call.pk)
    current.order_published_at = timezone.now() if is_public else None
    return _save_call(current, ["order_published_at"], by=by)


def _save_call(call: Call, fields: list[str], *, by) -> Call:
    call._history_user = by
    call.save(update_fields=[*fields, "updated_at"])
    return call


def _locked(slot: PresentationSlot) -> PresentationSlot:
    locked = PresentationSlot.objects.select_for_update().get(pk=slot.pk)
    if locked.proposal_id:
        locked.proposal = Proposal.objects.select_related("call", "organization").get(pk=locked.proposal_id)
    return locked
