"""Decisions: entered by one person, read by a second, every change read again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require
from kyodo.conflicts import EditConflict, claim_version
from kyodo.workflow import StepRefused

from ..letters.results import take_back_drafts
from ..models import Call, Decision, Proposal
from ..queries.deciding import DECIDABLE
from ..verdicts import DecisionEntry, faults_of

RELEASED = "公表した決定は、変えられません。"
ORDERED = "公表の日時が決まっています。決定を変えるには、先に公表の予約を取り消してください。"
NOT_OPEN = "いまの状態の提案には、決定を入れられません。"
SAME_PERSON = "入力した人とは別の人が確かめてください。"


@transaction.atomic
def enter_decision(proposal: Proposal, entry: DecisionEntry, *, base_version: int, by) -> Decision:
    """Keep a decision, new (`base_version` 0) or changed; whoever read it before has to read it again.

    Raises `EditConflict` where somebody else was faster, `ValidationError` by field where it cannot be,
    `StepRefused` where decisions of this call or proposal are not open.
    """
    require(by, "projects.decide", proposal)
    proposal = _open(proposal)
    entry = entry.trimmed()
    if faults := faults_of(proposal, entry):
        raise ValidationError(faults)
    decision = Decision.objects.filter(proposal=proposal).first()
    if decision is None:
        decision = Decision(proposal=proposal)
    elif _entry_of(decision) == entry:
        return decision
    elif base_version != decision.version:
        raise EditConflict(decision)
    else:
        claim_version(decision, base_version)
        take_back_drafts(decision)
    for name in ("verdict", "reason", "comment", "granted", "reserve_rank"):
        setattr(decision, name, getattr(entry, name))
    decision.entered_by, decision.entered_at = by, timezone.now()
    decision.read_by = decision.read_at = None
    decision._history_user = by
    decision.save()
    return decision


def _open(proposal: Proposal) -> Proposal:
    """The proposal as it stands under the lock of its call, if its decision may be written now."""
    call = Call.objects.select_for_update().get(pk=proposal.call_id)
    refuse_when_settled(call)
    current = Proposal.objects.select_related("category").get(pk=proposal.pk)
    if current.state not in DECIDABLE:
        raise StepRefused(NOT_OPEN, code="state")
    return current


def refuse_when_settled(call: Call) -> None:
    """Raise `StepRefused` once the call's decisions are out, or on their way at a time set ahead."""
    if call.is_released:
        raise StepRefused(RELEASED, code="released")
    if call.release_at is not None:
        raise StepRefused(ORDERED, code="ordered")


def _entry_of(decision: Decision) -> DecisionEntry:
    return DecisionEntry(
        decision.verdict, decision.reason, decision.comment, decision.granted, decision.reserve_rank
    )


@transaction.atomic
def read_decision(decision: Decision, *, base_version: int, by) -> Decision:
    """A second person has read the decision as it stood at `base_version`, and agrees.

    Raises `EditConflict` where it was changed since, `StepRefused` where the same person entered it.
    """
    require(by, "projects.read_decision", decision.proposal)
    _open(decision.proposal)
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    if current.version != base_version:
        raise EditConflict(current)
    if current.entered_by_id == by.pk:
        raise StepRefused(SAME_PERSON, code="same_person")
    if current.read_at is None:
        current.read_by, current.read_at = by, timezone.now()
        current._history_user = by
        current.save(update_fields=["read_by", "read_at", "updated_at"])
    return current


@transaction.atomic
def read_decisions(chosen: list[tuple[Decision, int]], *, by) -> tuple[int, list[Decision]]:
    """Several at once, each with the version that was on the page: how many were read, and which changed meanwhile."""
    read, changed = 0, []
    for decision, base_version in chosen:
        try:
            read_decision(decision, base_version=base_version, by=by)
        except EditConflict as conflict:
            changed.append(conflict.current)
        else:
            read += 1
    return read, changed
