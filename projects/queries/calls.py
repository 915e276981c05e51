"""Reads of calls: what is open, what a call's page shows beside the call itself."""

import datetime

from django.db.models import Count, Q, QuerySet

from ..enums import CallState, ProposalSource, ProposalState
from ..models import Call, CallQuestion, Proposal

ADOPTED_SHOWN = 12


def open_calls(now: datetime.datetime) -> QuerySet[Call]:
    """Those that take proposals, the first to close first."""
    return Call.objects.open_at(now).order_by("closes_at", "pk")


def calls_to_open(now: datetime.datetime) -> QuerySet[Call]:
    return Call.objects.filter(state=CallState.PUBLISHED, opens_at__gt=now).order_by("opens_at", "pk")


def calls_being_judged(now: datetime.datetime) -> QuerySet[Call]:
    """Closed, and without a result yet."""
    over = Q(state=CallState.PUBLISHED, closes_at__lte=now) | Q(state=CallState.SCREENING)
    return Call.objects.filter(over).order_by("-closes_at", "-pk")


def calls_with_result() -> QuerySet[Call]:
    """Decided or ended; and those that were cancelled after citizens had read of them."""
    return Call.objects.told().exclude(state__in=[CallState.PUBLISHED, CallState.SCREENING])


def adopted_before(call: Call) -> QuerySet[Proposal]:
    """What the programme adopted in its other calls, as far as that has been told; the newest first."""
    told = Q(call__released_at__isnull=False) | Q(source=ProposalSource.RECORD)
    return (
        Proposal.objects.chosen()
        .filter(told, call__programme=call.programme_id)
        .exclude(call=call.pk)
        .select_related("call", "organization", "project__project")
        .order_by("-call__fiscal_year", "-pk")[:ADOPTED_SHOWN]
    )


def answered_questions(call: Call) -> QuerySet[CallQuestion]:
    """As published, without who asked: neither group nor person is even read."""
    rows = CallQuestion.objects.filter(call=call, answered_at__isnull=False)
    return rows.only("public_text", "answer", "answered_at")


def own_proposals(call: Call, user) -> list[Proposal]:
    """Of the groups that this person belongs to, the one to go on with first."""
    if not user.is_authenticated or not user.standing.is_member:
        return []
    rows = Proposal.objects.of_groups(user).filter(call=call).exclude(state=ProposalState.WITHDRAWN)
    return sorted(rows.select_related("organization"), key=lambda proposal: not proposal.is_writable)


def numbers_of(call: Call) -> dict[str, int]:
    """How many proposals of the call are drafts, handed in, and in how many groups."""
    handed_in = Q(state__in=ProposalState.handed_in())
    return call.proposals.aggregate(
        drafts=Count("pk", filter=Q(state=ProposalState.DRAFT)),
        handed_in=Count("pk", filter=handed_in),
        groups=Count("organization", filter=handed_in, distinct=True),
    )
