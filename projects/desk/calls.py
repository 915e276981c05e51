"""What calls put on わたしの机, and the columns 募集 and 提案 of the 年度ボード."""

import datetime
import math
from collections.abc import Iterator

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Task, board_columns, desk_tasks
from kyodo.working_days import add_working_days

from ..enums import CallState, ThemeState
from ..models import Call, Theme
from .in_hand import calls_in_hand, proposals_in_hand, total

SHOWN = 10  # lines of one kind; the list behind them has the rest
DAYS_TO_ANSWER = 5  # working days


@desk_tasks
def calls_to_run(user, today: datetime.date) -> Iterator[Task]:
    """For the office: to publish, and closed but not yet screened."""
    if not user.standing.is_coordinator:
        return
    now = timezone.now()
    waiting = [call for call in calls_in_hand() if call.state == CallState.DRAFT or _is_over(call, now)]
    for call in sorted(waiting, key=_by_opening)[:SHOWN]:
        if call.state == CallState.DRAFT:
            url = reverse("projects:call_publish", args=[call.pk])
            yield Task("募集を公開する", call.title, url, "確かめる", _day(call.opens_at))
        else:
            url = reverse("projects:call_office", args=[call.pk])
            yield Task("審査を始める", call.title, url, "開く", _day(call.closes_at), "締切が過ぎました")


@desk_tasks
def questions_to_answer(user, today: datetime.date) -> Iterator[Task]:
    """For the office: one line a call, due five working days after the oldest."""
    if not user.standing.is_coordinator:
        return
    for call in [each for each in calls_in_hand() if each.asked][:SHOWN]:
        due_on = add_working_days(_day(call.asked_at), DAYS_TO_ANSWER)
        url = reverse("projects:questions", args=[call.pk])
        yield Task(f"{call.asked}件の質問に答える", call.title, url, "答える", due_on)


@desk_tasks
def themes_in_hand(user, today: datetime.date) -> Iterator[Task]:
    """For the office what 課 have handed in, one line a 年度; for a 課 what the office has sent back: one query."""
    offered, returned = Q(state=ThemeState.OFFERED), Q(state=ThemeState.RETURNED)
    if not user.standing.division_ids:
        return
    own = returned & Q(division__in=user.standing.division_ids)
    one_by_one = {"theme": F("pk"), "name": F("title"), "of": F("division__name")}
    rows = (
        Theme.objects.filter(own | offered if user.standing.is_coordinator else own)
        .order_by()
        .annotate(**{key: Case(When(returned, then=value)) for key, value in one_by_one.items()})
        .values("state", "fiscal_year", *one_by_one)
        .annotate(number=Count("pk"))
        .order_by("state", "fiscal_year", "theme")
    )
    for row in rows[: 2 * SHOWN]:
        yield _to_read(row) if row["state"] == ThemeState.OFFERED else _to_mend(row)


def _to_read(row: dict) -> Task:
    query = urlencode({"state": ThemeState.OFFERED, "year": row["fiscal_year"]})
    year = FiscalYear(row["fiscal_year"]).short_label
    what = f"課から届いた{row['number']}件のテーマを読む"
    return Task(what, f"{year}の募集", f"{reverse('projects:themes')}?{query}", "読む")


def _to_mend(row: dict) -> Task:
    url = reverse("projects:theme", args=[row["theme"]])
    return Task("差し戻されたテーマを直す", row["name"], url, "開く", note=row["of"])


@board_columns
def call_columns(user, year: FiscalYear, today: datetime.date) -> Iterator[BoardColumn]:
    """募集: calls of the year in preparation or open, late when their moment has passed. 提案: written or checked."""
    if not user.standing.is_coordinator:
        return
    now = timezone.now()
    calls = [
        call
        for call in calls_in_hand()
        if call.fiscal_year == year.year and call.state in (CallState.DRAFT, CallState.PUBLISHED)
    ]
    late = sum(_is_over(call, now) or _should_be_out(call, now) for call in calls)
    listed = f"{reverse('projects:office_calls')}?{urlencode({'year': year.year})}"
    yield BoardColumn("募集", 10, len(calls), late, listed)
    found = proposals_in_hand(user).values()
    written, late = (total(found, name, year.year) for name in ("written", "late_written"))
    yield BoardColumn("提案", 20, written, late, reverse("projects:office_proposals"))


def _by_opening(call: Call) -> tuple[float, int]:
    return call.opens_at.timestamp() if call.opens_at else math.inf, call.pk


def _is_over(call: Call, now: datetime.datetime) -> bool:
    return call.state == CallState.PUBLISHED and call.closes_at is not None and call.closes_at <= now


def _should_be_out(call: Call, now: datetime.datetime) -> bool:
    return call.state == CallState.DRAFT and call.opens_at is not None and call.opens_at <= now


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
