"""What projects put on わたしの机: the steps that are due, what is followed, and the columns of the 年度ボード."""

import datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils.http import urlencode

from kyodo import registry
from kyodo.fiscal_year import FiscalYear
from kyodo.registry import BoardColumn, Followed, Task

from ..enums import YearState
from ..models import Follow, Goal, ProjectYear
from ..queries.records import years_to_copy
from ..steps import DAYS_TO_REPORT, begins_on, ends_on, report_due_on

SHOWN = 10  # lines of one kind; the list behind them has the rest
MOST_COUNTED = 2000
YEARS_BACK = 2  # how long a year that was forgotten is asked for
COPY_UNTIL = (6, 30)  # by then every project that goes on has been taken over


def own_years(user, present: FiscalYear):
    """The years of the person's own 課 that may still be waiting for something, newest first."""
    return (
        ProjectYear.objects.filter(
            division__in=user.standing.division_ids,
            fiscal_year__gte=present.year - YEARS_BACK,
            fiscal_year__lte=present.year + 1,
        )
        .only("name", "fiscal_year", "state", "starts_on", "ends_on", "project_id")
        .order_by("-fiscal_year", "-pk")
    )


def not_begun_by(today: datetime.date, present: FiscalYear) -> Q:
    """Should have begun by today, as far as the records say."""
    due = Q(starts_on__lte=today) | Q(starts_on__isnull=True, fiscal_year__lte=present.year)
    return Q(state__in=YearState.to_come()) & due


def over_by(today: datetime.date, present: FiscalYear) -> Q:
    return Q(state=YearState.RUNNING) & (
        Q(ends_on__lt=today) | Q(ends_on__isnull=True, fiscal_year__lt=present.year)
    )


@registry.desk_tasks
def years_to_begin(user, today):
    if not user.standing.division_ids:
        return
    present = FiscalYear.of(today)
    for year in own_years(user, present).filter(not_begun_by(today, present))[:SHOWN]:
        yield Task(
            what="実施を始める（または中止にする）",
            record=str(year),
            url=_detail(year),
            button="開く",
            due_on=begins_on(year),
            note=f"いまは「{year.get_state_display()}」です",
        )


@registry.desk_tasks
def years_without_goals(user, today):
    """Goals are set before the start: afterwards nobody can check them fairly."""
    if not user.standing.division_ids:
        return
    present = FiscalYear.of(today)
    rows = (
        own_years(user, present).filter(state__in=YearState.to_come()).exclude(not_begun_by(today, present))
    )
    goals = Goal.objects.filter(project_year=OuterRef("pk"))
    for year in rows.filter(~Exists(goals))[:SHOWN]:
        yield Task(
            what="始まる前に目標を決める",
            record=str(year),
            url=f"{reverse('projects:edit_year', args=[year.pk])}#section-goals",
            button="目標を書く",
            due_on=begins_on(year),
        )


@registry.desk_tasks
def years_to_finish(user, today):
    if not user.standing.division_ids:
        return
    present = FiscalYear.of(today)
    for year in own_years(user, present).filter(over_by(today, present))[:SHOWN]:
        yield Task(
            what="結果を書いて、完了にする",
            record=str(year),
            url=f"{reverse('projects:edit_year', args=[year.pk])}#section-result",
            button="結果を書く",
            due_on=ends_on(year),
        )


@registry.desk_tasks
def years_to_report(user, today):
    if not user.standing.division_ids:
        return
    rows = own_years(user, FiscalYear.of(today)).filter(state=YearState.DONE)
    for year in rows.filter(Q(outcome="") | Q(result=""))[:SHOWN]:
        yield Task(
            what="成果と結果を書く",
            record=str(year),
            url=f"{reverse('projects:edit_year', args=[year.pk])}#section-result",
            button="書く",
            due_on=report_due_on(year),
        )


@registry.desk_tasks
def years_left_behind(user, today):
    """One line: last year's projects that this year does not have yet."""
    present = FiscalYear.of(today)
    until = datetime.date(present.year, *COPY_UNTIL)
    if not user.standing.division_ids or today > until:
        return
    rows = ProjectYear.objects.of_year(present.previous.year).filter(
        division__in=user.standing.division_ids, state__in=YearState.told()
    )
    left = _count(years_to_copy(rows, present).filter(is_copied=False))
    if left:
        yield Task(
            what="昨年度の事業を今年度に写す",
            record=f"{present.previous.short_label}の{left}件",
            url=reverse("projects:copy"),
            button="写す",
            due_on=until,
            note="続かない事業は、そのままで構いません",
        )


@registry.desk_follows
def followed_projects(user):
    rows = Follow.objects.filter(user=user).select_related("project").order_by("-project__updated_at")
    for follow in rows[:SHOWN]:
        yield Followed(
            follow.project.name,
            reverse("projects:detail", args=[follow.project_id]),
            follow.project.updated_at,
        )


@registry.board_columns
def board(user, year, today):
    """実施 and 報告 of one 年度, for whoever runs it; each column is one query that reads 2,000 rows at the most."""
    if not user.standing.is_coordinator:
        return
    of_year = ProjectYear.objects.of_year(year.year)
    long_over = today - datetime.timedelta(days=DAYS_TO_REPORT)
    late_report = Q(ends_on__lt=long_over)
    if year.ends_on < long_over:
        late_report |= Q(ends_on__isnull=True)
    running = _counts(of_year.filter(state=YearState.RUNNING), over_by(today, FiscalYear.of(today)))
    yield BoardColumn("実施", 60, *running, _list(year, state=YearState.RUNNING))
    unreported = _counts(of_year.filter(state=YearState.DONE, outcome=""), late_report)
    yield BoardColumn("報告", 70, *unreported, _list(year, state=YearState.DONE, outcome="none"))


def _detail(year: ProjectYear) -> str:
    return reverse("projects:detail", args=[year.project_id])


def _count(rows) -> int:
    return rows.order_by()[:MOST_COUNTED].count()


def _counts(rows, late: Q) -> tuple[int, int]:
    """How many rows there are, and how many of those are late."""
    read = rows.order_by().annotate(is_late=Case(When(late, then=True), default=False))[:MOST_COUNTED]
    found = read.aggregate(all=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    return found["all"], found["late"]


def _list(year: FiscalYear, **filters) -> str:
    query = {"year": year.year, "division": "all", **{name: str(value) for name, value in filters.items()}}
    return f"{reverse('projects:list')}?{urlencode(query)}"
