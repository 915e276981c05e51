"""What 業務の洗い出し and the statistics bring to the desk, the doors of the frame and the page of a theme."""

import datetime
from collections.abc import Iterable, Iterator

from django.urls import reverse

from kyodo.desk import read_once
from kyodo.fiscal_year import FiscalYear
from kyodo.registry import Door, Task, desk_tasks, doors, theme_blocks

from .models import WorkItem, WorkRound
from .queries.work import asked_rounds, count_unfinished, unfinished


@doors
def statistics_door() -> Iterable[Door]:
    yield Door(
        "統計", "reviews:statistics", 50, lambda user: user.is_authenticated and user.standing.is_staff
    )


@desk_tasks
def work_tasks(user, today: datetime.date) -> Iterator[Task]:
    """Lists that the office has asked for, and that one's 課 has not marked to the end."""
    own = user.standing.division_ids - user.standing.inherited
    rounds = _asked(today) if own else []
    if not rounds:
        return
    due_on = {each.fiscal_year: each.due_on for each in rounds}
    for year, division in unfinished(own, list(due_on)):
        yield Task(
            "業務の洗い出しを書く",
            f"{FiscalYear(year).short_label}（{division.name}）",
            reverse("reviews:work_edit", args=[year, division.pk]),
            "書く",
            due_on[year],
        )


@read_once
def _asked(today: datetime.date) -> list[WorkRound]:
    return list(asked_rounds(today))


@desk_tasks
def late_work(user, today: datetime.date) -> Iterator[Task]:
    """The coordinator's: 課 that have not finished when the day has passed."""
    if not user.standing.is_coordinator:
        return
    for asked in _asked(today):
        if asked.due_on >= today:
            continue
        year = FiscalYear(asked.fiscal_year)
        if late := count_unfinished(year):
            record = f"{year.short_label}　{late}課"
            address = f"{reverse('reviews:work_summary')}?year={year.year}"
            yield Task("業務の洗い出しがまだの課を確かめる", record, address, "見る", asked.due_on)


@theme_blocks
def work_behind_theme(user, theme) -> Iterator[tuple[str, dict]]:
    """The row of a 課's list of work that the theme was made of."""
    item = WorkItem.objects.filter(theme=theme).first()
    if item is not None:
        yield "reviews/work/_behind_theme.html", {"item": item}
