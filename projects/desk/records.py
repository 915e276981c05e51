"""What projects put on わたしの机: the steps that are due, what is followed, and the columns of the 年度ボード."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
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


@dataclass(frozen=True)
class Step:
    """What a year may wait for. `section`: of the page on which it is written; None where it is done elsewhere."""

    what: str
    button: str
    section: str | None
    due_on: Callable[[ProjectYear], datetime.date]


STEPS = {
    "begin": Step("実施を始める（または中止にする）", "開く", None, begins_on),
    "goals": Step("始まる前に目標を決める", "目標を書く", "goals", begins_on),
    "finish": Step("結果を書いて、完了にする", "結果を書く", "result", ends_on),
    "report": Step("成果と結果を書く", "書く", "result", report_due_on),
}


def not_begun_by(today: datetime.date, present: FiscalYear) -> Q:
    """Should have begun by today, as far as the records say."""
    due = Q(starts_on__lte=today) | Q(starts_on__isnull=True, fiscal_year__lte=present.year)
    return Q(state__in=YearState.to_come()) & due


def over_by(today: datetime.date, present: FiscalYear) -> Q:
    return Q(state=YearState.RUNNING) & (
        Q(ends_on__lt=today) | Q(ends_on__isnull=True, fiscal_year__lt=present.year)
    )


@registry.desk_tasks
def years_in_hand(user, today):
    """What the years of the person's own 課 wait for: to begin, their goals, to finish, their result."""
    if not user.standing.division_ids:
        return
    order = list(STEPS)
    for year in sorted(waiting_years(user, today), key=lambda each: order.index(each.waits_for)):
        step = STEPS[year.waits_for]
        yield Task(
            what=step.what,
            record=str(year),
            url=_detail(year) if step.section is None else f"{_edit(year)}#section-{step.section}",
            button=step.button,
            due_on=step.due_on(year),
            note=f"いまは「{year.get_state_display()}」です" if step.section is None else "",
        )


def waiting_years(user, today: datetime.date):
    """The newest `SHOWN` years for each step that they wait for (`waits_for`): one query.

    Goals are set before the start: afterwards nobody can check them fairly.
    """
    present = FiscalYear.of(today)
    goals = Goal.objects.filter(project_year=OuterRef("pk"))
    steps = Case(
        When(not_begun_by(today, present), then=Value("begin")),
        When(Q(~Exists(goals), state__in=YearState.to_come()), then=Value("goals")),
        When(over_by(today, present), then=Value("finish")),
        When(Q(state=YearState.DONE) & (Q(outcome="") | Q(result="")), then=Value("report")),
        output_field=CharField(),
    )
    newest = Window(RowNumber(), partition_by=["waits_for"], order_by=["-fiscal_year", "-pk"])
    return (
        ProjectYear.objects.filter(
            division__in=user.standing.division_ids,
            fiscal_year__gte=present.year - YEARS_BACK,
            fiscal_year__lte=present.year + 1,
        )
        .annotate(waits_for=steps)
        .filter(waits_for__isnull=False)
        .annotate(place=newest)
        .filter(place__lte=SHOWN)
        .only("name", "fiscal_year", "state", "starts_on", "ends_on", "project_id")
        .order_by("-fiscal_year", "-pk")
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
    """実施 and 報告 of one 年度, for whoever runs it: one query that reads 4,000 rows at the most."""
    if not user.standing.is_coordinator:
        return
    long_over = today - datetime.timedelta(days=DAYS_TO_REPORT)
    late_report = Q(ends_on__lt=long_over)
    if year.ends_on < long_over:
        late_report |= Q(ends_on__isnull=True)
    running, unreported = Q(state=YearState.RUNNING), Q(state=YearState.DONE, outcome="")
    late = {"running": over_by(today, FiscalYear.of(today)), "unreported": unreported & late_report}
    rows = ProjectYear.objects.of_year(year.year).filter(running | unreported).order_by()
    read = rows.annotate(
        late=Case(*(When(condition, then=Value(name)) for name, condition in late.items()), default=Value(""))
    )[: 2 * MOST_COUNTED]
    found = read.aggregate(
        running=Count("pk", filter=running),
        late_running=Count("pk", filter=Q(late="running")),
        unreported=Count("pk", filter=unreported),
        late_unreported=Count("pk", filter=Q(late="unreported")),
    )
    url = _list(year, state=YearState.RUNNING)
    yield BoardColumn("実施", 60, found["running"], found["late_running"], url)
    url = _list(year, state=YearState.DONE, outcome="none")
    yield BoardColumn("報告", 70, found["unreported"], found["late_unreported"], url)


def _detail(year: ProjectYear) -> str:
    return reverse("projects:detail", args=[year.project_id])


def _edit(year: ProjectYear) -> str:
    return reverse("projects:edit_year", args=[year.pk])


def _count(rows) -> int:
    return rows.order_by()[:MOST_COUNTED].count()


def _list(year: FiscalYear, **filters) -> str:
    query = {"year": year.year, "division": "all", **{name: str(value) for name, value in filters.items()}}
    return f"{reverse('projects:list')}?{urlencode(query)}"
