"""What calls put on わたしの机, and the columns 募集 and 提案 of the 年度ボード."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Task, board_columns, desk_tasks
from kyodo.working_days import add_working_days

from ..enums import CallState, ProposalSource, ProposalState, ThemeState
from ..models import Call, CallQuestion, Proposal, Theme

SHOWN = 10  # lines of one kind; the list behind them has the rest
DAYS_TO_ANSWER = 5  # working days
IN_HAND = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.CHECKING, ProposalState.RETURNED)


@desk_tasks
def calls_to_run(user, today: datetime.date) -> Iterator[Task]:
    """For the office: to publish, and closed but not yet screened."""
    if not user.standing.is_coordinator:
        return
    over = Q(state=CallState.PUBLISHED, closes_at__lte=timezone.now())
    rows = Call.objects.filter(Q(state=CallState.DRAFT) | over).order_by("opens_at", "pk")
    for call in rows[:SHOWN]:
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
    waiting = CallQuestion.objects.filter(answered_at__isnull=True).order_by("call")
    rows = waiting.values("call", "call__title").annotate(number=Count("pk"), oldest=Min("created_at"))
    for row in rows[:SHOWN]:
        due_on = add_working_days(_day(row["oldest"]), DAYS_TO_ANSWER)
        url = reverse("projects:questions", args=[row["call"]])
        yield Task(f"{row['number']}件の質問に答える", row["call__title"], url, "答える", due_on)


@desk_tasks
def themes_to_read(user, today: datetime.date) -> Iterator[Task]:
    """For the office: what 課 have handed in, one line a 年度."""
    if not user.standing.is_coordinator:
        return
    rows = Theme.objects.filter(state=ThemeState.OFFERED).order_by("fiscal_year").values("fiscal_year")
    for row in rows.annotate(number=Count("pk"))[:SHOWN]:
        query = urlencode({"state": ThemeState.OFFERED, "year": row["fiscal_year"]})
        year = FiscalYear(row["fiscal_year"]).short_label
        what = f"課から届いた{row['number']}件のテーマを読む"
        yield Task(what, f"{year}の募集", f"{reverse('projects:themes')}?{query}", "読む")


@desk_tasks
def themes_to_mend(user, today: datetime.date) -> Iterator[Task]:
    """For a 課: what the office has sent back."""
    if not user.standing.division_ids:
        return
    rows = Theme.objects.filter(division__in=user.standing.division_ids, state=ThemeState.RETURNED)
    for theme in rows.select_related("division").order_by("pk")[:SHOWN]:
        url = reverse("projects:theme", args=[theme.pk])
        yield Task("差し戻されたテーマを直す", theme.title, url, "開く", note=str(theme.division))


@board_columns
def call_columns(user, year: FiscalYear, today: datetime.date) -> Iterator[BoardColumn]:
    """募集: calls of the year in preparation or open, late when their moment has passed. 提案: written or checked."""
    if not user.standing.is_coordinator:
        return
    now = timezone.now()
    calls = Call.objects.filter(fiscal_year=year.year, state__in=[CallState.DRAFT, CallState.PUBLISHED])
    late = Q(state=CallState.DRAFT, opens_at__lte=now) | Q(state=CallState.PUBLISHED, closes_at__lte=now)
    found = calls.aggregate(all=Count("pk"), late=Count("pk", filter=late))
    listed = f"{reverse('projects:office_calls')}?{urlencode({'year': year.year})}"
    yield BoardColumn("募集", 10, found["all"], found["late"], listed)
    proposals = Proposal.objects.filter(
        source=ProposalSource.ONLINE, call__fiscal_year=year.year, state__in=IN_HAND
    )
    late = Q(state=ProposalState.RETURNED, open_until__lte=now)
    found = proposals.aggregate(all=Count("pk"), late=Count("pk", filter=late))
    yield BoardColumn("提案", 20, found["all"], found["late"], reverse("projects:office_proposals"))


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
