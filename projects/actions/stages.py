"""Verbs of the office about a stage: close its scoring, open it again, choose who goes on, ask the late."""

import logging
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require

from ..enums import ProposalState
from ..letters import screening as letters
from ..models import Assignment, Call, Decision, PanelMember, Proposal, ScreeningStage
from ..queries.assigning import stage_in_hand
from ..queries.matrix import matrix_of
from .slots import give_back_slot

logger = logging.getLogger(__name__)

NOT_IN_HAND = "この段階は、いま採点していません。画面を開き直して確かめてください。"
DECIDED = "もう決定が入力されています。開き直すには、先に決定を取り消してください。"


@transaction.atomic
def close_stage(stage: ScreeningStage, *, reason: str = "", by) -> ScreeningStage:
    """End the scoring: from now on totals exist. With gaps a reason is needed."""
    current = _locked(stage)
    require(by, "projects.run_screening", current.call)
    in_hand = stage_in_hand(current.call)
    if in_hand is None or in_hand.pk != current.pk:
        raise ValidationError(NOT_IN_HAND, code="state")
    if not reason.strip() and matrix_of(current).gaps:
        raise ValidationError("空きがあるまま締め切るときは、理由を書いてください。", code="reason")
    return _save(current, by, reason, closed_at=timezone.now(), closed_by=by)


@transaction.atomic
def reopen_stage(stage: ScreeningStage, *, reason: str, by) -> ScreeningStage:
    """Take scores again, until there are decisions. The last closed stage only, and before anybody went on from it."""
    current = _locked(stage)
    require(by, "projects.run_screening", current.call)
    if current.closed_at is None:
        raise ValidationError(NOT_IN_HAND, code="state")
    if Decision.objects.filter(proposal__call=current.call_id).exists():
        raise ValidationError(DECIDED, code="decided")
    if current.call.proposals.filter(stage_number__gt=current.number).exists():
        raise ValidationError("もう次の段階に進んだ提案があります。", code="passed")
    if not reason.strip():
        raise ValidationError("理由を書いてください。", code="reason")
    return _save(current, by, reason, closed_at=None, closed_by=None)


@transaction.atomic
def pass_stage(call: Call, *, proposals: Collection[int], among: Collection[int] | None = None, by) -> int:
    """Of the proposals (ids) in `among`, all without, these go on to the second stage and no others. Says how many do.

    It may be chosen anew until the second stage is scored; who does not go on after all gives the slot back.
    """
    require(by, "projects.run_screening", call)
    first, second = _both_stages(call)
    if Decision.objects.filter(proposal__call=call).exists():
        raise ValidationError(DECIDED, code="decided")
    judged = Proposal.objects.select_for_update().filter(call=call, state=ProposalState.SCREENING)
    rows = {proposal.pk: proposal for proposal in judged if among is None or proposal.pk in set(among)}
    chosen = set(proposals) & set(rows)
    back = [pk for pk, each in rows.items() if each.stage_number == second.number and pk not in chosen]
    if Assignment.objects.filter(proposal__in=back, scores__criterion__stage=second).exists():
        raise ValidationError("もう採点された提案は、次の段階から外せません。", code="scored")
    for number, keys in ((first.number, set(rows) - chosen), (second.number, chosen)):
        _put([rows[key] for key in keys if rows[key].stage_number != number], number, by)
    for key in back:
        give_back_slot(rows[key], by=by)
    logger.info("call %s: %d proposals in stage %d", call.pk, len(chosen), second.number)
    return len(chosen)


@transaction.atomic
def nudge_late(stage: ScreeningStage, *, members: Collection[int] | None = None, by) -> int:
    """Ask reviewers (ids; all without) for the scores they owe, each at most once a day. Says how many were asked."""
    require(by, "projects.run_screening", stage.call)
    if stage.closed_at is not None:
        raise ValidationError(NOT_IN_HAND, code="state")
    waiting = letters.waiting_by_member(stage)
    if members is not None:
        waiting = {pk: count for pk, count in waiting.items() if pk in set(members)}
    asked = letters.nudge(stage, waiting, by=by)
    PanelMember.objects.filter(pk__in=asked).update(nudged_at=timezone.now())
    return len(asked)


def _put(proposals: Collection[Proposal], number: int, by) -> None:
    now = timezone.now()
    for proposal in proposals:
        proposal.stage_number, proposal.updated_at = number, now
    Proposal.objects.bulk_update(proposals, ["stage_number", "updated_at"])
    Proposal.history.bulk_history_create(proposals, update=True, default_user=by)


def _both_stages(call: Call) -> tuple[ScreeningStage, ScreeningStage]:
    """The first, closed, and the second, still open."""
    stages = list(call.stages.select_for_update().order_by("number"))
    if len(stages) != 2 or stages[0].closed_at is None or stages[1].closed_at is not None:
        raise ValidationError("次の段階に進める提案は、第1段階を締め切ったあとに選びます。", code="state")
    return stages[0], stages[1]


def _locked(stage: ScreeningStage) -> ScreeningStage:
    return ScreeningStage.objects.select_for_update(of=("self",)).select_related("call").get(pk=stage.pk)


def _save(stage: ScreeningStage, by, reason: str, **fields) -> ScreeningStage:
    stage.reason = reason.strip()
    for name, value in fields.items():
        setattr(stage, name, value)
    stage._history_user = by
    stage.save(update_fields=["reason", *fields])
    logger.info(
        "stage %s of call %s: %s", stage.pk, stage.call_id, "closed" if stage.closed_at else "open again"
    )
    return stage
