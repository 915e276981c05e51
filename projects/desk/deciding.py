"""What the decision puts on わたしの机 and on the 年度ボード: to decide, to read, to release, to vote, to confirm."""

import datetime
from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Task, board_columns, desk_tasks

from ..enums import CallState
from ..models import Call, Decision
from .in_hand import calls_in_hand, proposals_in_hand

SHOWN = 10
TOLD_FOR = datetime.timedelta(days=14)  # so long the desk points to a result that is out


@desk_tasks
def decisions_in_hand(user, today: datetime.date) -> Iterator[Task]:
    """For the office, one line a call and kind: what the decisions of a call in screening wait for."""
    if not user.standing.is_coordinator:
        return
    waiting = [
        call for call in calls_in_hand() if call.state == CallState.SCREENING and call.released_at is None
    ]
    found = proposals_in_hand(user)
    for call in waiting[:SHOWN]:
        yield from _of_call(call, found[call.pk].numbers if call.pk in found else Counter(), today)


def _of_call(call: Call, numbers: Counter, today: datetime.date) -> Iterator[Task]:
    def task(what: str, name: str, button: str, due_on=None, note: str = "") -> Task:
        return Task(what, call.title, reverse(f"projects:{name}", args=[call.pk]), button, due_on, note)

    if numbers["to_read"]:
        yield task(f"ほかの人の決定{numbers['to_read']}件を確かめる", "read_decisions", "確かめる")
    if call.release_at is not None:
        if call.release_at <= timezone.now():
            note = "予約した時刻に公表できませんでした"
            yield task("結果を公表する", "release", "確かめる", today, note)
        return
    if call.stage_number is None and numbers["undecided"]:
        yield task(f"{numbers['undecided']}件の決定を入れる", "decisions", "入れる")
    if numbers["to_decide"] and not numbers["undecided"] and not numbers["unread"]:
        yield task("結果を公表する", "release", "準備する")


@desk_tasks
def adoptions_in_hand(user, today: datetime.date) -> Iterator[Task]:
    """For the office, after the release: a vote to record, projects to make."""
    if not user.standing.is_coordinator:
        return
    steps = (("to_vote", "vote", "件の議決を記録する"), ("to_confirm", "confirm", "件の実施を確定する"))
    waiting = [
        each for each in proposals_in_hand(user).values() if any(each.numbers[key] for key, *_ in steps)
    ]
    for call in waiting[:SHOWN]:
        for key, name, words in steps:
            if number := call.numbers[key]:
                url = reverse(f"projects:{name}", args=[call.call_id])
                starts_on = FiscalYear(call.project_year).starts_on
                yield Task(f"{number}{words}", call.title, url, "進む", starts_on)


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
    waiting = [
        each
        for each in proposals_in_hand(user).values()
        if each.fiscal_year == year.year and each.numbers["adopted"]
    ]
    present = FiscalYear.of(today).year
    late = sum(each.numbers["adopted"] for each in waiting if each.project_year <= present)
    url = (
        reverse("projects:adoptions", args=[waiting[0].call_id])
        if waiting
        else reverse("projects:office_proposals")
    )
    yield BoardColumn("採択", 40, sum(each.numbers["adopted"] for each in waiting), late, url)
