"""After the release: the vote on the budget, 補欠 that moves up or ends, a group that declines."""

import datetime
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require
from kyodo.money import format_yen
from kyodo.workflow import StepRefused, move

from ..enums import ProposalState
from ..letters.after import tell_declined, tell_promoted, tell_reserve_closed, tell_voted_down
from ..models import Call, Decision, Proposal
from ..verdicts import limit_of

TOO_EARLY = "議決の日は、今日までの日にしてください。"


@transaction.atomic
def record_vote(
    call: Call,
    *,
    voted_on: datetime.date,
    passed: Iterable[Proposal],
    failed: Mapping[Proposal, str] | None = None,
    by,
) -> Call:
    """Keep what was voted on which day: proposals that may be confirmed now, and those voted down, each with why.

    Those named in neither stay 議決待ち for a later vote.
    """
    if voted_on > timezone.localdate():
        raise ValidationError({"voted_on": TOO_EARLY})
    current = Call.objects.select_for_update().get(pk=call.pk)
    for proposal in passed:
        require(by, "projects.decide", proposal)
        _stamp(proposal, voted_on, by)
    for proposal, reason in (failed or {}).items():
        move(proposal, "vote_down", by=by, reason=reason)
        tell_voted_down(proposal, reason.strip(), by=by)
    current.voted_on = max(filter(None, (current.voted_on, voted_on)))
    current._history_user = by
    current.save(update_fields=["voted_on", "updated_at"])
    return current


def _stamp(proposal: Proposal, voted_on: datetime.date, by) -> None:
    if Proposal.objects.select_for_update().get(pk=proposal.pk).state != ProposalState.AWAITING_VOTE:
        raise StepRefused(f"「{proposal}」は、議決を待っていません。", code="state")
    decision = Decision.objects.get(proposal=proposal)
    decision.voted_on = voted_on
    decision._history_user = by
    decision.save(update_fields=["voted_on", "updated_at"])


@transaction.atomic
def promote(proposal: Proposal, *, granted: int, reason: str, by) -> Proposal:
    """A proposal in reserve is adopted, with what the city pays; it waits for the vote where that is still to come.

    Raises `StepRefused` while another of its 部門 stands before it: everybody was told that it goes by this order.
    """
    limit = limit_of(proposal)
    if limit is not None and granted > limit:
        raise ValidationError({"granted": f"{format_yen(limit)}までです。"})
    call = Call.objects.select_for_update().get(pk=proposal.call_id)
    decision = Decision.objects.get(proposal=proposal)
    _refuse_past_others(decision)
    move(proposal, "promote", by=by, reason=reason)
    decision.granted, decision.voted_on = granted, call.voted_on
    decision._history_user = by
    decision.save(update_fields=["granted", "voted_on", "updated_at"])
    if call.needs_vote and call.voted_on is None:
        move(proposal, "await_vote", by=None)
    tell_promoted(proposal, reason.strip(), by=by)
    return proposal


def _refuse_past_others(decision: Decision) -> None:
    before = Decision.objects.filter(
        proposal__call=decision.proposal.call_id,
        proposal__category=decision.proposal.category_id,
        proposal__state=ProposalState.RESERVE,
        reserve_rank__lt=decision.reserve_rank,
    )
    if first := before.select_related("proposal").order_by("reserve_rank").first():
        raise StepRefused(
            f"同じ部門で、先の順位の「{first.proposal}」（第{first.reserve_rank}位）が補欠のままです。"
            "先に、採択にするか、補欠を終えてください。",
            code="order",
        )


@transaction.atomic
def close_reserve(proposal: Proposal, *, reason: str, by) -> Proposal:
    """Nobody has declined: the place in reserve ends."""
    move(proposal, "close_reserve", by=by, reason=reason)
    tell_reserve_closed(proposal, reason.strip(), by=by)
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, by) -> Proposal:
    """The group gives up its adoption or its place in reserve; the office is told."""
    move(proposal, "decline", by=by, reason=reason)
    tell_declined(proposal, reason.strip(), by=by)
    return proposal
