"""What the office has in hand, read once for all its tasks and columns: the calls, and their proposals as numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from kyodo.desk import read_once

from ..enums import CallState, ProposalSource, ProposalState
from ..models import (
    Assignment,
    Call,
    CallQuestion,
    PanelMember,
    PresentationSlot,
    Proposal,
    ProposalRemark,
    ScreeningStage,
)

MOST_CALLS = 100  # a city has a handful
IN_HAND = (CallState.DRAFT, CallState.PUBLISHED, CallState.SCREENING)
WRITTEN = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.CHECKING, ProposalState.RETURNED)
ADOPTED = (ProposalState.ADOPTED, ProposalState.AWAITING_VOTE)
TO_VOTE = Q(state=ProposalState.AWAITING_VOTE, decision__voted_on__isnull=True)
ONLINE = Q(source=ProposalSource.ONLINE)
SCREENING = Q(state=ProposalState.SCREENING)
UNREAD = Q(decision__isnull=False, decision__read_at__isnull=True)
USED = (
    "title",
    "state",
    "fiscal_year",
    "opens_at",
    "closes_at",
    "released_at",
    "release_at",
    "slots_open_at",
    "slots_close_at",
    "order_published_at",
)


@read_once
def calls_in_hand() -> list[Call]:
    """Calls in preparation, open or in screening, and those of which a question waits, the oldest first.

    Each with `stage_number`, `stage_name`, `stage_due_at` of the first stage that is not closed (None where none is
    open), `slots_made`, whether an invitation to its panel has expired (`has_expired`), and how many questions wait
    (`asked`) since when (`asked_at`).
    """
    stage = ScreeningStage.objects.filter(call=OuterRef("pk"), closed_at__isnull=True).order_by("number")
    waiting = CallQuestion.objects.filter(call=OuterRef("pk"), answered_at__isnull=True)
    rows = (
        Call.objects.only(*USED)
        .annotate(
            stage_number=Subquery(stage.values("number")[:1]),
            stage_name=Subquery(stage.values("name")[:1]),
            stage_due_at=Subquery(stage.values("due_at")[:1]),
            slots_made=_number(PresentationSlot.objects.filter(call=OuterRef("pk")), "call"),
            has_expired=Exists(PanelMember.objects.expired().filter(call=OuterRef("pk"))),
            asked=_number(waiting, "call"),
            asked_at=Subquery(waiting.order_by().values("call").annotate(at=Min("created_at")).values("at")),
        )
        .filter(Q(state__in=IN_HAND) | Q(asked__gt=0))
        .order_by("-pk")
    )
    return list(rows[:MOST_CALLS])[::-1]


@dataclass(frozen=True)
class CallNumbers:
    """How many proposals of one call stand where; `of_stage`: stage → the same numbers of that stage alone."""

    call_id: int
    title: str
    fiscal_year: int
    project_year: int
    numbers: Counter = field(default_factory=Counter)
    of_stage: dict[int, Counter] = field(default_factory=dict)


@read_once
def proposals_in_hand(user) -> dict[int, CallNumbers]:
    """Call → its numbers, of every call with proposals that are not decided or not a project yet: one query.

    `user`: whose own groups' proposals are left out of what is theirs to check, to read and to adopt.
    """
    call = {
        "call_id": "call",
        "title": "call__title",
        "fiscal_year": "call__fiscal_year",
        "project_year": "call__project_year",
    }
    counts = _counts(user)
    rows = (
        Proposal.objects.filter(state__in=(*ProposalState.undecided(), *ADOPTED))
        .annotate(**_of_each())
        .values(*call.values(), "stage_number")
        .annotate(**counts)
        .order_by("call", "stage_number")
    )
    found: dict[int, CallNumbers] = {}
    for row in rows:
        entry = found.setdefault(row["call"], CallNumbers(**{name: row[path] for name, path in call.items()}))
        of_stage = Counter({name: row[name] for name in counts})
        entry.numbers.update(of_stage)
        entry.of_stage[row["stage_number"]] = of_stage
    return found


def total(entries: Iterable[CallNumbers], name: str, fiscal_year: int) -> int:
    """Over the calls of one 年度."""
    return sum(each.numbers[name] for each in entries if each.fiscal_year == fiscal_year)


def _of_each() -> dict:
    """What the counts ask of each proposal."""
    readers = Assignment.objects.filter(
        proposal=OuterRef("pk"), has_conflict=False, member__ended_at__isnull=True
    )
    unfinished = readers.filter(
        member__accepted_at__isnull=False, finished_stage__lt=OuterRef("stage_number")
    )
    late = ScreeningStage.objects.filter(
        call=OuterRef("call"),
        number=OuterRef("stage_number"),
        closed_at__isnull=True,
        due_at__lt=timezone.now(),
    )
    return {
        "waits": Exists(ProposalRemark.objects.open().filter(proposal=OuterRef("pk"))),
        "is_answered": Exists(ProposalRemark.objects.answered().filter(proposal=OuterRef("pk"))),
        "is_read": Exists(readers),
        "is_late": Exists(late),
        "unfinished": _number(unfinished, "proposal"),
    }


def _counts(user) -> dict:
    own = Q(organization__in=list(user.standing.memberships))
    to_decide = ONLINE & Q(
        state__in=[state for state in ProposalState.undecided() if state != ProposalState.DRAFT]
    )
    adopted = ONLINE & Q(state__in=ADOPTED)
    returned_late = Q(state=ProposalState.RETURNED, open_until__lte=timezone.now())
    conditions = {
        "to_begin": ONLINE & ~own & Q(state=ProposalState.SUBMITTED),
        "to_screen": ONLINE & ~own & Q(state=ProposalState.CHECKING, waits=False),
        "answered": ONLINE & ~own & Q(state__in=ProposalState.undecided(), is_answered=True),
        "overdue": ONLINE & ~own & returned_late,
        "to_decide": to_decide,
        "undecided": to_decide & Q(decision__isnull=True),
        "unread": to_decide & UNREAD,
        "to_read": to_decide & UNREAD & ~Q(decision__entered_by=user) & ~own,
        "to_vote": adopted & TO_VOTE & ~own,
        "to_confirm": adopted & ~TO_VOTE & ~own,
        "adopted": adopted,
        "screening": SCREENING,
        "nobody_reads": SCREENING & Q(is_read=False),
        "late_screening": SCREENING & Q(is_late=True),
        "with_slot": SCREENING & Q(slot__isnull=False),
        "written": ONLINE & Q(state__in=WRITTEN),
        "late_written": ONLINE & returned_late,
    }
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return {**counts, "to_score": Coalesce(Sum("unfinished", filter=SCREENING), 0)}


def _number(rows: QuerySet, key: str) -> Coalesce:
    """How many of these rows belong to the outer one, by their column `key`."""
    counted = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
