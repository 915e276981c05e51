"""What the decision puts on わたしの机 and on the 年度ボード: to decide, to read, to release, to vote, to confirm."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Task, board_columns, desk_tasks

from ..enums import CallState, ProposalSource, ProposalState
from ..models import Call, Decision, Proposal, ScreeningStage

SHOWN = 10
TOLD_FOR = datetime.timedelta(days=14)  # so long the desk points to a result that is out
WAITING_STATES = (ProposalState.ADOPTED, ProposalState.AWAITING_VOTE)
TO_VOTE = Q(state=ProposalState.AWAITING_VOTE, decision__voted_on__isnull=True)


@desk_tasks
def decisions_in_hand(user, today: datetime.date) -> Iterator[Task]:
    """For the office, one line a call and kind: what the decisions of a call in screening wait for."""
    if not user.standing.is_coordinator:
        return
    open_stage = ScreeningStage.objects.filter(call=OuterRef("pk"), closed_at__isnull=True)
    calls = list(
        Call.objects.filter(state=CallState.SCREENING, released_at__isnull=True)
        .annotate(is_scored=~Exists(open_stage))
        .order_by("pk")[:SHOWN]
    )
    numbers = _numbers_of(calls, user)
    for call in calls:
        yield from _of_call(call, numbers[call.pk], today)


def _numbers_of(calls: list[Call], user) -> dict[int, dict[str, int]]:
    """Call → how many proposals it has to decide, how many are undecided, unread, and to be read by this person."""
    found = {call.pk: {"all": 0, "open": 0, "unread": 0, "to_read": 0} for call in calls}
    if not calls:
        return found
    own = Q(organization__in=list(user.standing.memberships))
    unread = Q(decision__isnull=False, decision__read_at__isnull=True)
    rows = Proposal.objects.to_decide().filter(call__in=calls).order_by().values("call")
    counted = rows.annotate(
        all=Count("pk"),
        open=Count("pk", filter=Q(decision__isnull=True)),
        unread=Count("pk", filter=unread),
        to_read=Count("pk", filter=unread & ~Q(decision__entered_by=user) & ~own),
    )
    return found | {row["call"]: row for row in counted}


def _of_call(call: Call, numbers: dict[str, int], today: datetime.date) -> Iterator[Task]:
    def task(what: str, name: str, button: str, due_on=None, note: str = "") -> Task:
        return Task(what, call.title, reverse(f"projects:{name}", args=[call.pk]), button, due_on, note)

    if numbers["to_read"]:
        yield task(f"ほかの人の決定{numbers['to_read']}件を確かめる", "read_decisions", "確かめる")
    if call.release_at is not None:
        if call.release_at <= timezone.now():
            note = "予約した時刻に公表できませんでした"
            yield task("結果を公表する", "release", "確かめる", today, note)
        return
    if call.is_scored and numbers["open"]:
        yield task(f"{numbers['open']}件の決定を入れる", "decisions", "入れる")
    if numbers["all"] and not numbers["open"] and not numbers["unread"]:
        yield task("結果を公表する", "release", "準備する")


@desk_tasks
def adoptions_in_hand(user, today: datetime.date) -> Iterator[Task]:
    """For the office, after the release: a vote to record, projects to make."""
    if not user.standing.is_coordinator:
        return
    rows = (
        Proposal.objects.filter(source=ProposalSource.ONLINE, state__in=WAITING_STATES)
        .exclude(organization__in=list(user.standing.memberships))
        .order_by("call")
        .values("call", "call__title", "call__project_year")
        .annotate(
            to_vote=Count("pk", filter=TO_VOTE),
            to_confirm=Count("pk", filter=~TO_VOTE),
        )
    )
    for row in rows[:SHOWN]:
        starts_on = FiscalYear(row["call__project_year"]).starts_on
        for number, name, words in (
            (row["to_vote"], "vote", "件の議決を記録する"),
            (row["to_confirm"], "confirm", "件の実施を確定する"),
        ):
            if number:
                url = reverse(f"projects:{name}", args=[row["call"]])
                yield Task(f"{number}{words}", row["call__title"], url, "進む", starts_on)


@desk_tasks
def results_to_read(user, today: datetime.date) -> Iterator[Task]:
    """For a group, for some days: its result is out."""
    groups = list(user.standing.memberships)
    if not groups:
        return
    told = Decision.objects.filter(
        proposal__organization__in=groups, released_at__gt=timezone.now() - TOLD_FOR
    )
    for decision in told.select_related("proposal").order_by("-released_at", "pk")[:SHOWN]:
        url = reverse("projects:result", args=[decision.proposal_id])
        yield Task("審査の結果を確かめる", str(decision.proposal), url, "見る")


@board_columns
def adopted_column(user, year: FiscalYear, today: datetime.date) -> Iterator[BoardColumn]:
    """採択: adopted in the calls of the year and not a project yet; late once their own year has begun."""
    if not user.standing.is_coordinator:
        return
    waiting = Proposal.objects.filter(
        source=ProposalSource.ONLINE, state__in=WAITING_STATES, call__fiscal_year=year.year
    )
    begun = Q(call__project_year__lte=FiscalYear.of(today).year)
    found = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=begun))
    call = waiting.order_by("call").values_list("call", flat=True).first()
    url = reverse("projects:adoptions", args=[call]) if call else reverse("projects:office_proposals")
    yield BoardColumn("採択", 40, found["all"], found["late"], url)
