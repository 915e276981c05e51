"""課の意見: the office asks the 課 concerned, with a due date; they answer, and may change it until the decision."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused
from organizations.models import Division

from ..enums import OpinionAnswer, ProposalState
from ..letters.checking import tell_opinions_asked
from ..models import DivisionOpinion, Proposal

OVER = "この提案は、もう意見を受け付けていません。"


@transaction.atomic
def ask_opinions(
    *, proposal: Proposal, divisions: Iterable[Division], request: str, due_on: datetime.date, by
) -> list[DivisionOpinion]:
    """Ask several 課 at once. Raises `ValidationError` where one of them has been asked, `StepRefused` too late."""
    divisions = list(divisions)
    current = _for_office(proposal, by)
    _check_is_to_come(due_on)
    asked = current.opinions.filter(division__in=divisions).values_list("division__name", flat=True)
    if names := "、".join(asked):
        raise ValidationError(f"{names}には、もう意見を求めています。", code="asked")
    asked_now = [
        _save(
            DivisionOpinion(proposal=current, division=division, request=request, due_on=due_on, asked_by=by),
            by,
        )
        for division in divisions
    ]
    tell_opinions_asked(asked_now, by=by)
    return asked_now


@transaction.atomic
def change_opinion_request(
    *, opinion: DivisionOpinion, request: str, due_on: datetime.date, base_version: int, by
) -> DivisionOpinion:
    """Another question or another due date. Raises `EditConflict` where the opinion has changed meanwhile."""
    _for_office(opinion.proposal, by)
    if due_on != opinion.due_on:
        _check_is_to_come(due_on)
    claim_version(opinion, base_version)
    opinion.request, opinion.due_on = request, due_on
    return _save(opinion, by, ["request", "due_on"])


@transaction.atomic
def drop_opinion_request(*, opinion: DivisionOpinion, by) -> None:
    """Ask no more; what was answered stays."""
    _for_office(opinion.proposal, by)
    current = DivisionOpinion.objects.select_for_update().get(pk=opinion.pk)
    if current.answered_at:
        raise StepRefused("意見がもう届いているので、取り下げられません。", code="answered")
    current._history_user = by
    current.delete()


@transaction.atomic
def give_opinion(
    *, opinion: DivisionOpinion, answer: str, text: str, base_version: int, by
) -> DivisionOpinion:
    """The 課 answers, or changes its answer. Raises `EditConflict`, or `StepRefused` once the proposal is decided."""
    proposal = Proposal._base_manager.select_for_update().get(pk=opinion.proposal_id)
    if proposal.state not in ProposalState.under_consideration():
        raise StepRefused(OVER, code="state")
    if not by.has_perm("projects.give_opinion", opinion):
        raise PermissionDenied
    if answer != OpinionAnswer.YES and not text:
        raise ValidationError("条件や、むずかしい理由を書いてください。", code="text")
    claim_version(opinion, base_version)
    opinion.answer, opinion.text = answer, text
    opinion.answered_at, opinion.answered_by = timezone.now(), by
    return _save(opinion, by, ["answer", "text", "answered_at", "answered_by"])


def _for_office(proposal: Proposal, by) -> Proposal:
    """The proposal, locked, if this person may ask about it now."""
    current = Proposal._base_manager.select_for_update().get(pk=proposal.pk)
    if not by.has_perm("projects.check_proposal", current):
        raise PermissionDenied
    if current.state not in ProposalState.under_consideration():
        raise StepRefused(OVER, code="state")
    return current


def _check_is_to_come(due_on: datetime.date) -> None:
    if due_on < timezone.localdate():
        raise ValidationError("期限は、今日か、それより後の日にしてください。", code="past")


def _save(opinion: DivisionOpinion, by, fields: list[str] | None = None) -> DivisionOpinion:
    opinion._history_user = by
    opinion.save(update_fields=[*fields, "updated_at"] if fields else None)
    return opinion
