"""What higher apps hand down to pages that `kyodo` shows: each app registers its functions in its `apps.py`.

`kyodo` may not import the apps above it; they bring along what the desk, the search, the doors of the frame, the
home page and a city preset need of them.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Task:
    """One line of わたしの机: what is to be done, of which record, by when, and where its one button leads."""

    what: str
    record: str
    url: str
    button: str
    due_on: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class Followed:
    """One line of what somebody follows, last changed first."""

    record: str
    url: str
    changed_at: datetime.datetime
    note: str = ""


@dataclass(frozen=True)
class Door:
    """One door in the frame's header. `name` is the URL's name, `rooms` names of further pages that lie behind it.

    One stands in the room whose address begins the page's own.
    """

    label: str
    name: str
    position: int
    may: Callable[[Any], bool]
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchGroup:
    """Results of one kind: at most a handful of (label, url, note), and where all of them are."""

    title: str
    results: list[tuple[str, str, str]]
    more_url: str


@dataclass(frozen=True)
class BoardColumn:
    """One column of the 年度ボード: how many stand there, how many of them are late, and the list behind it."""

    label: str
    position: int
    count: int
    late: int
    url: str


@dataclass(frozen=True)
class DataSet:
    """One set of open data: what it is, where it is taken from in each format, and what its columns mean."""

    title: str
    note: str
    addresses: dict[str, str]  # format label -> address
    columns: list[tuple[str, str]]  # (column, meaning)


@dataclass(frozen=True)
class ProjectTab:
    """One more tab on a project's page, with how many things wait behind it (None shows no number)."""

    label: str
    url: str
    count: int | None = None


def everybody(user) -> bool:
    return True


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter that the portal writes, with its standard words.

    `subject` and `body` hold `{name}` for each of `placeholders` (name → what it means to the office, which may word
    the kind itself), and for those that every kind has (`kyodo.outbox.kinds.COMMON`: {recipient}, {url}, {city} …).
    `samples` are values for a preview, where what a placeholder means would not do. `is_due`: legally due, so nobody
    can opt out and it never waits for a digest. A kind without a body comes from a template and is worded there.
    `reaches` says to whom such a letter may come, as they stand today: nobody else is asked whether they want it.
    """

    key: str
    title: str
    subject: str = ""
    body: str = ""
    placeholders: Mapping[str, str] = field(default_factory=dict)
    is_due: bool = False
    samples: Mapping[str, str] = field(default_factory=dict)
    reaches: Callable[[Any], bool] = everybody


@dataclass(frozen=True)
class BatchElsewhere:
    """Why a batch of letters is not sent from the outbox, and the page from which it is, as a button leads there."""

    why: str
    label: str
    url: str


class Registry:
    """An ordered list of functions of one purpose."""

    def __init__(self):
        self.functions: list[Callable] = []

    def __call__(self, function: Callable) -> Callable:
        if function not in self.functions:
            self.functions.append(function)
        return function

    def gather(self, *args, **kwargs) -> Iterable:
        """Everything all functions yield, in the order of registration."""
        for function in self.functions:
            yield from function(*args, **kwargs)


desk_tasks = Registry()  # (user, today) -> Iterable[Task]
desk_follows = Registry()  # (user) -> Iterable[Followed]
board_columns = Registry()  # (user, year: FiscalYear, today) -> Iterable[BoardColumn]
doors = Registry()  # () -> Iterable[Door]
# (user) -> Iterable[QuerySet]: what else somebody is today, as rows of (kind, key, role in words, name of the place).
# They are read with the memberships in one query, as every page asks for them.
standing_rows = Registry()
search_groups = Registry()  # (user, words) -> Iterable[SearchGroup]
rules_blocks = Registry()  # (user) -> Iterable[(template name, context)]
open_data_sets = Registry()  # () -> Iterable[DataSet]
home_blocks = Registry()  # (user) -> Iterable[(template name, context)]

letter_kinds = Registry()  # () -> Iterable[LetterKind]
# (batch) -> Iterable[BatchElsewhere]: of a batch that goes out with something else, and never from the outbox.
batches_elsewhere = Registry()
letters_withheld = (
    Registry()
)  # (user) -> Iterable[Q]: letters that this person of the office must not read yet
# (now) -> Iterable[str]: what the clock does, each in a transaction of its own, every half minute. What they yield
# goes to the log: keys, numbers and states. Each must find nothing to do when it has just been done.
scheduled = Registry()

organization_panels = (
    Registry()
)  # (organization, user) -> Iterable[(template name, context)] on a group's page

# (user, theme) -> Iterable[(template name, context)]: what a higher app adds to the page of a 課's theme.
theme_blocks = Registry()

# What a higher app adds to a project's pages. Each costs a fixed number of queries, however many years there are.
project_tabs = Registry()  # (user, project) -> Iterable[ProjectTab]
year_cells = Registry()  # (user, years) -> Iterable[(year id, template name, context)], one cell a year
case_blocks = (
    Registry()
)  # (project, years) -> Iterable[(template name, context)] for ふりかえり on a public case

# What stands beside the pages on which a group writes how its running project goes on: (user, year: the newest so far).
continued_blocks = Registry()  # -> Iterable[(template name, context)]

preset_sections: dict[str, Callable] = {}  # section of a preset file -> loader(data, city) -> dict of counts


def preset_section(name: str):
    """Register the loader of one section of a city preset file."""

    def decorate(loader):
        preset_sections[name] = loader
        return loader

    return decorate
