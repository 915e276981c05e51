"""What the office says at the fields of a proposal (差戻し, 照会), and what the group answers."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.workflow import StepRefused, move

from ..enums import ProposalState, RemarkKind
from ..letters.checking import tell_answered, tell_question, tell_returned
from ..models import Proposal, ProposalRemark
from ..queries.checking import WHOLE, field_labels


@transaction.atomic
def return_proposal(
    *, proposal: Proposal, remarks: Mapping[str, str], reason: str = "", due_at: datetime.datetime, by
) -> Proposal:
    """差戻し: the group writes on it again until `due_at`.

    `remarks`: field key → what is to be mended there; at least one of them, or a reason, which stands as the remark on
    the whole. Raises `ValidationError` where there is neither, a field is not the proposal's, or the moment is past;
    `StepRefused` where somebody else has moved the proposal meanwhile.
    """
    remarks = {field: text.strip() for field, text in remarks.items() if text.strip()}
    if not remarks and not reason.strip():
        raise ValidationError("直してほしい項目か、全体の理由を書いてください。", code="reason")
    labels = _labels_of(proposal, remarks)
    check_is_to_come(due_at)
    told = [(labels[field], text) for field, text in remarks.items()]
    if reason := reason.strip():
        remarks = {WHOLE: reason, **remarks}
    reason = reason or f"{len(remarks)}か所の修正をお願いしました"
    move(proposal, "return", by=by, reason=reason, open_until=due_at)
    revision = proposal.revisions.first()
    ProposalRemark.objects.bulk_create(
        ProposalRemark(
            proposal=proposal,
            revision=revision,
            kind=RemarkKind.RETURN,
            field=field,
            text=text,
            due_at=due_at,
            made_by=by,
        )
        for field, text in remarks.items()
    )
    tell_returned(proposal, reason=reason, remarks=told, by=by)
    return proposal


def settle_returns(proposal: Proposal) -> int:
    """What was sent back has been handed in again; called inside that submission's transaction. Says how many."""
    open_returns = proposal.remarks.open().filter(kind=RemarkKind.RETURN)
    return open_returns.update(settled_at=timezone.now())


@transaction.atomic
def ask_group(*, proposal: Proposal, field: str, text: str, due_at: datetime.datetime, by) -> ProposalRemark:
    """照会: a question at a field (or at the whole), to be answered until `due_at`; the proposal stays as it is."""
    label = _labels_of(proposal, [field])[field]
    check_is_to_come(due_at)
    current = _locked(proposal)
    _require(by, "projects.check_proposal", current)
    if current.state not in ProposalState.in_checking():
        raise StepRefused(
            f"いまの状態（{current.get_state_display()}）では、照会はできません。", code="state"
        )
    remark = ProposalRemark.objects.create(
        proposal=current,
        revision=current.revisions.first(),
        kind=RemarkKind.QUESTION,
        field=field,
        text=text,
        due_at=due_at,
        made_by=by,
    )
    tell_question(remark, field=label, by=by)
    return remark


@transaction.atomic
def answer_question(*, remark: ProposalRemark, text: str, by) -> ProposalRemark:
    """The group's answer, once. `StepRefused` where somebody has answered it meanwhile, or nobody asks any more."""
    proposal = _locked(remark.proposal)
    _require(by, "projects.answer_remark", proposal)
    current = ProposalRemark.objects.select_for_update().get(pk=remark.pk)
    if not current.is_question or current.settled_at or proposal.state not in ProposalState.undecided():
        raise StepRefused("この照会は、もう答えを待っていません。", code="settled")
    if current.answered_at:
        raise StepRefused(f"{current.answered_by}さんが、先に答えを送りました。", code="answered")
    current.answer, current.answered_at, current.answered_by = text, timezone.now(), by
    current.save(update_fields=["answer", "answered_at", "answered_by"])
    tell_answered(current, field=field_labels(proposal).get(current.field, current.field), by=by)
    return current


@transaction.atomic
def settle_question(*, remark: ProposalRemark, by) -> ProposalRemark:
    """The office has read the answer, or needs none any more. Twice is as good as once."""
    proposal = _locked(remark.proposal)
    _require(by, "projects.check_proposal", proposal)
    current = ProposalRemark.objects.select_for_update().get(pk=remark.pk)
    if not current.is_question:
        raise StepRefused("差戻しの指摘は、団体が出し直すと済みになります。", code="kind")
    if current.settled_at is None:
        current.settled_at, current.settled_by = timezone.now(), by
        current.save(update_fields=["settled_at", "settled_by"])
    return current


def _labels_of(proposal: Proposal, fields) -> dict[str, str]:
    """The labels; `ValidationError` where a field is none of this proposal's."""
    labels = field_labels(proposal)
    if unknown := sorted(set(fields) - set(labels)):
        raise ValidationError(f"「{unknown[0]}」という項目は、この提案にありません。", code="field")
    return labels


def check_is_to_come(moment: datetime.datetime) -> None:
    if moment <= timezone.now():
        raise ValidationError("これから先の日時にしてください。", code="past")


def _locked(proposal: Proposal) -> Proposal:
    return Proposal._base_manager.select_for_update().get(pk=proposal.pk)


def _require(by, permission: str, proposal: Proposal) -> None:
    if not by.has_perm(permission, proposal):
        raise PermissionDenied
