"""The office's side of a proposal before its screening: taken up, its 応募の条件 checked, its 課 named, sent on."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused, move, move_all
from organizations.models import Division

from ..enums import ProposalState
from ..letters.checking import tell_reopened
from ..models import Call, Proposal
from .remarks import check_is_to_come


def start_checking(*, proposal: Proposal, by) -> Proposal:
    """要件の確認を始める; from then on the group reads that somebody looks at it."""
    return move(proposal, "check", by=by)


@transaction.atomic
def check_conditions(*, proposal: Proposal, met: bool, note: str, base_version: int, by) -> Proposal:
    """Write down whether the group meets 応募の条件, and what was looked at. Raises `EditConflict`, `StepRefused`."""
    current = _claimed(proposal, base_version, by)
    if current.state != ProposalState.CHECKING:
        raise StepRefused(
            f"いまの状態（{current.get_state_display()}）では、条件の確認は書けません。", code="state"
        )
    if not met and not note:
        raise ValidationError("満たしていない条件と、その理由を書いてください。", code="note")
    current.conditions_met, current.conditions_note = met, note
    current.conditions_checked_at, current.conditions_checked_by = timezone.now(), by
    return _save(
        current,
        ["conditions_met", "conditions_note", "conditions_checked_at", "conditions_checked_by"],
        by,
    )


@transaction.atomic
def set_division(*, proposal: Proposal, division: Division | None, base_version: int, by) -> Proposal:
    """Name the 課 concerned, whose people then read the proposal. Raises `EditConflict`, `StepRefused`."""
    current = _claimed(proposal, base_version, by)
    if current.state not in ProposalState.handed_in():
        raise StepRefused(
            f"いまの状態（{current.get_state_display()}）では、課を決められません。", code="state"
        )
    current.division = division
    return _save(current, ["division"], by)


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, until: datetime.datetime, reason: str, by) -> Proposal:
    """Take this one proposal until a moment of its own, although its deadline has passed; a returned one longer.

    Raises `ValidationError` where the moment is past or would shorten the time, `StepRefused` where the deadline has
    not passed yet or the call is decided.
    """
    check_is_to_come(until)
    current = (
        Proposal._base_manager.select_for_update(of=("self",)).select_related("call").get(pk=proposal.pk)
    )
    if current.call.is_over:
        raise StepRefused("この募集は終わっているので、受け付けを延ばせません。", code="call")
    if current.state == ProposalState.DRAFT and current.may_be_handed_in_at(timezone.now()):
        raise StepRefused("この提案は、まだ締切の前です。", code="open")
    if current.open_until and until <= current.open_until:
        raise ValidationError("いまの期限より後の日時にしてください。", code="shorter")
    action = "extend" if current.state == ProposalState.RETURNED else "reopen"
    move(proposal, action, by=by, reason=reason, open_until=until)
    tell_reopened(proposal, reason=reason.strip(), by=by)
    return proposal


@transaction.atomic
def send_to_screening(*, proposal: Proposal, by) -> Proposal:
    """審査に進める: only what was checked, meets the conditions, and has nothing open with its group."""
    Proposal._base_manager.select_for_update().get(pk=proposal.pk)
    waits = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.CHECKING)
    if waits.exists() and not waits.ready_for_screening().exists():
        raise StepRefused(
            "審査に進めるには、出し直しのあとも条件を確かめ、照会をすべて済みにしてください。", code="open"
        )
    return move(proposal, "screen", by=by)


@transaction.atomic
def send_all_to_screening(*, call: Call, by) -> int:
    """The same for all of a call that are ready, in a fixed number of queries; says how many.

    What belongs to a group of the person's own is left to a colleague.
    """
    others = call.proposals.exclude(organization__in=list(by.standing.memberships))
    in_checking = others.filter(state=ProposalState.CHECKING).order_by()
    list(in_checking.select_for_update().values_list("pk"))  # a question asked meanwhile waits, or is seen
    return move_all(others.ready_for_screening(), "screen", by=by)


def _claimed(proposal: Proposal, base_version: int, by) -> Proposal:
    """The proposal as it stands now, locked and with its version raised, if this person may check it."""
    claim_version(proposal, base_version)
    current = Proposal._base_manager.get(pk=proposal.pk)
    if not by.has_perm("projects.check_proposal", current):
        raise PermissionDenied
    return current


def _save(proposal: Proposal, fields: list[str], by) -> Proposal:
    proposal._history_user = by
    proposal.save(update_fields=[*fields, "updated_at"])
    return proposal
