"""What screening puts on わたしの机, on the 年度ボード and into the frame: for reviewers and for the office."""

import datetime
import math
from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo.registry import BoardColumn, Door, Task, board_columns, desk_tasks, doors, standing_rows

from ..enums import CallState
from ..models import Call, PanelMember
from ..queries.reviewing import panel_calls, progress_of
from ..rules.screening import PANEL, is_reviewer
from .in_hand import calls_in_hand, proposals_in_hand, total

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
    found = proposals_in_hand(user)
    for call in _with_open_stage()[:SHOWN]:
        numbers = found[call.pk].of_stage.get(call.stage_number) if call.pk in found else None
        if not numbers:
            continue
        yield from _of_stage(call, numbers, today)


def _of_stage(call: Call, numbers: Counter, today: datetime.date) -> Iterator[Task]:
    due_on = timezone.localdate(call.stage_due_at) if call.stage_due_at else None
    record = f"{call}　{call.stage_name}"
    waiting, unread = numbers["to_score"], numbers["nobody_reads"]
    if unread:
        url = reverse("projects:assign", args=[call.pk])
        yield Task(
            "読む委員を割り当てる",
            record,
            url,
            "割り当てる",
            None,
            f"委員のいない提案が{unread}件あります",
        )
    matrix = f"{reverse('projects:matrix', args=[call.pk])}?stage={call.stage_number}"
    if waiting and due_on and due_on < today:
        yield Task("採点が終わっていない委員に知らせる", record, matrix, "見る", due_on, f"残り{waiting}件")
    elif numbers["screening"] and not waiting and not unread:
        yield Task("採点を締め切る", record, matrix, "見る", due_on, "すべての採点が終わりました")


@desk_tasks
def invitations_without_answer(user, today: datetime.date) -> Iterator[Task]:
    """Reviewers who let their invitation expire."""
    if not user.standing.is_coordinator:
        return
    calls = [call for call in calls_in_hand() if call.state in RUNNING and call.has_expired]
    if not calls:
        return
    rows = PanelMember.objects.expired().filter(call__in=calls)
    for member in rows.select_related("call").order_by("expires_at")[:SHOWN]:
        yield Task(
            "返事のない審査委員に送り直す",
            f"{member.name}（{member.call}）",
            reverse("projects:panel", args=[member.call_id]),
            "見る",
            timezone.localdate(member.expires_at),
        )


def _with_open_stage() -> list[Call]:
    """Of every call that runs and has a stage that is not closed; those that closed first come first."""
    running = [call for call in calls_in_hand() if call.state in RUNNING and call.stage_number is not None]
    return sorted(
        running, key=lambda call: (call.closes_at.timestamp() if call.closes_at else math.inf, call.pk)
    )


@board_columns
def screening_column(user, year, today: datetime.date) -> Iterator[BoardColumn]:
    """審査 of the calls of this 年度; late is what stands in a stage whose due moment has passed."""
    if not user.standing.is_coordinator:
        return
    found = proposals_in_hand(user).values()
    screening, late = (total(found, name, year.year) for name in ("screening", "late_screening"))
    url = f"{reverse('projects:office_calls')}?{urlencode({'state': CallState.SCREENING.value})}"
    yield BoardColumn("審査", 30, screening, late, url)
