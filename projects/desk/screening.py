"""What screening puts on わたしの机, on the 年度ボード and into the frame: for reviewers and for the office."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo.registry import BoardColumn, Door, Task, board_columns, desk_tasks, doors, standing_rows

from ..enums import CallState, ProposalState
from ..models import Assignment, PanelMember, Proposal, ScreeningStage
from ..queries.reviewing import panel_calls, progress_of
from ..rules.screening import PANEL, is_reviewer

SHOWN = 10
RUNNING = (CallState.PUBLISHED, CallState.SCREENING)


@doors
def screening_door() -> Iterator[Door]:
    yield Door("審査", "projects:reviews", 25, is_reviewer)


@standing_rows
def places_on_panels(user) -> Iterator[QuerySet]:
    panels = user.panels.in_force().order_by().annotate(kind=Value(PANEL), role=Value("審査委員"))
    yield panels.values_list("kind", "call_id", "role", "call__title")


@desk_tasks
def proposals_to_score(user, today: datetime.date) -> Iterator[Task]:
    """One line a call, while its scoring is open and something is left."""
    if not is_reviewer(user):
        return
    for each in progress_of(user, panel_calls(user)):
        if each.is_open and each.done < each.total:
            yield Task(
                "提案を採点する",
                f"{each.call}　{each.stage}",
                reverse("projects:reviews"),
                "採点する",
                timezone.localdate(each.stage.due_at) if each.stage.due_at else None,
                f"{each.total}件中{each.done}件を終えました",
            )


@desk_tasks
def screening_to_run(user, today: datetime.date) -> Iterator[Task]:
    """The office's, one line a call: reviewers to assign, to ask, or a stage to close."""
    if not user.standing.is_coordinator:
        return
    stages = _stages_in_hand()
    counts = _counts(stages)
    for stage in stages:
        total, waiting, unread = counts.get((stage.call_id, stage.number), (0, 0, 0))
        due_on = timezone.localdate(stage.due_at) if stage.due_at else None
        record = f"{stage.call}　{stage}"
        if unread:
            url = reverse("projects:assign", args=[stage.call_id])
            yield Task(
                "読む委員を割り当てる",
                record,
                url,
                "割り当てる",
                None,
                f"委員のいない提案が{unread}件あります",
            )
        matrix = f"{reverse('projects:matrix', args=[stage.call_id])}?stage={stage.number}"
        if waiting and due_on and due_on < today:
            yield Task(
                "採点が終わっていない委員に知らせる", record, matrix, "見る", due_on, f"残り{waiting}件"
            )
        elif total and not waiting and not unread:
            yield Task("採点を締め切る", record, matrix, "見る", due_on, "すべての採点が終わりました")


@desk_tasks
def invitations_without_answer(user, today: datetime.date) -> Iterator[Task]:
    """Reviewers who let their invitation expire."""
    if not user.standing.is_coordinator:
        return
    rows = PanelMember.objects.filter(
        call__state__in=RUNNING,
        accepted_at__isnull=True,
        ended_at__isnull=True,
        expires_at__lte=timezone.now(),
    )
    for member in rows.select_related("call").order_by("expires_at")[:SHOWN]:
        yield Task(
            "返事のない審査委員に送り直す",
            f"{member.name}（{member.call}）",
            reverse("projects:panel", args=[member.call_id]),
            "見る",
            timezone.localdate(member.expires_at),
        )


def _stages_in_hand() -> list[ScreeningStage]:
    """The first stage that is not closed, of every call that runs."""
    found: dict[int, ScreeningStage] = {}
    rows = ScreeningStage.objects.filter(closed_at__isnull=True, call__state__in=RUNNING)
    for stage in rows.select_related("call").order_by("call__closes_at", "number"):
        found.setdefault(stage.call_id, stage)
    return list(found.values())[:SHOWN]


def _counts(stages: list[ScreeningStage]) -> dict[tuple[int, int], tuple[int, int, int]]:
    """(call id, stage number) → proposals in screening, unfinished sheets, proposals that nobody reads."""
    calls = {stage.call_id for stage in stages}
    readers = Assignment.objects.filter(
        proposal=OuterRef("pk"), has_conflict=False, member__ended_at__isnull=True
    )
    proposals = (
        Proposal.objects.filter(call__in=calls, state=ProposalState.SCREENING)
        .annotate(is_read=Exists(readers))
        .order_by()
        .values_list("call", "stage_number")
        .annotate(total=Count("pk"), unread=Count("pk", filter=Q(is_read=False)))
    )
    waiting = (
        Assignment.objects.filter(
            proposal__call__in=calls,
            proposal__state=ProposalState.SCREENING,
            member__accepted_at__isnull=False,
            member__ended_at__isnull=True,
            has_conflict=False,
            finished_stage__lt=F("proposal__stage_number"),
        )
        .order_by()
        .values_list("proposal__call", "proposal__stage_number")
        .annotate(count=Count("pk"))
    )
    left = {(call, number): count for call, number, count in waiting}
    return {
        (call, number): (total, left.get((call, number), 0), unread)
        for call, number, total, unread in proposals
    }


@board_columns
def screening_column(user, year, today: datetime.date) -> Iterator[BoardColumn]:
    """審査 of the calls of this 年度; late is what stands in a stage whose due moment has passed."""
    if not user.standing.is_coordinator:
        return
    late = ScreeningStage.objects.filter(
        call=OuterRef("call"),
        number=OuterRef("stage_number"),
        closed_at__isnull=True,
        due_at__lt=timezone.now(),
    )
    rows = Proposal.objects.filter(state=ProposalState.SCREENING, call__fiscal_year=year.year)
    counts = rows.annotate(is_late=Exists(late)).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(is_late=True))
    )
    url = f"{reverse('projects:office_calls')}?{urlencode({'state': CallState.SCREENING.value})}"
    yield BoardColumn("審査", 30, counts["all"], counts["late"], url)
