"""わたしの机: what is to be done by whom and when. The same list drives the page and, later, the reminder mail."""

import datetime
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from .registry import Task, desk_tasks

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Block:
    """One of the three blocks by urgency."""

    key: str
    title: str
    empty: str
    tasks: list[Task]


_reads: ContextVar[dict | None] = ContextVar("desk_reads", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """While one page is put together, functions marked `read_once` ask the database once for the same arguments."""
    token = _reads.set({})
    try:
        yield
    finally:
        _reads.reset(token)


def read_once(function: Callable) -> Callable:
    """For a read that several tasks and columns share; it returns what is read, no generator and no queryset."""

    @functools.wraps(function)
    def reading(*args):
        kept = _reads.get()
        if kept is None:
            return function(*args)
        key = (function, *args)
        if key not in kept:
            kept[key] = function(*args)
        return kept[key]

    return reading


def blocks_for(user, today: datetime.date) -> list[Block]:
    """The person's tasks by urgency: due today or late, due within seven days, the rest; earliest first."""
    urgent, week, rest = [], [], []
    for task in desk_tasks.gather(user, today):
        if task.due_on is not None and task.due_on <= today:
            urgent.append(task)
        elif task.due_on is not None and task.due_on <= today + WEEK:
            week.append(task)
        else:
            rest.append(task)
    return [
        Block("urgent", "今日まで・遅れています", "急ぎの用件はありません。", _by_date(urgent)),
        Block("week", "今週", "今週までの用件はありません。", _by_date(week)),
        Block("rest", "そのほか", "そのほかの用件はありません。", _by_date(rest)),
    ]


def _by_date(tasks: list[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.due_on or datetime.date.max, task.what, task.record))
