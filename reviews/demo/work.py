"""業務の洗い出し of the demo: last year's lists, this year's on the way, and a row that became a theme."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path

from kyodo.fiscal_year import FiscalYear
from organizations.models import Division, User
from projects.models import Theme

from ..actions.work import WorkEntry, ask_for_work, make_theme, set_work
from ..models import WorkItem

FILE = Path(__file__).with_suffix(".toml")
DAYS_LEFT = 14


def make_work(today: datetime.date) -> None:
    """The office asks for the next 年度 and has asked for this one; some 課 have marked all of their rows."""
    coordinator = User.objects.get(email="coordinator@kyodo.example")
    present = FiscalYear.of(today)
    ask_for_work(present, due_on=datetime.date(present.year - 1, 11, 30), by=coordinator)
    ask_for_work(present.next, due_on=today + datetime.timedelta(days=DAYS_LEFT), by=coordinator)
    for name, rows in tomllib.loads(FILE.read_text()).items():
        division = Division.objects.get(name=name)
        last = [_entry(row) for row in rows if row.get("last_year")]
        set_work(division, present, last, by=coordinator)
        set_work(division, present.next, [_entry(row) for row in rows], by=coordinator)
        for item, title in _themes(division, present.next, rows):
            theme = Theme(title=title, problem=item.content, fiscal_year=present.next.year)
            make_theme(item, theme, by=coordinator)


def _entry(row: dict) -> WorkEntry:
    return WorkEntry({name: row.get(name, "") for name in ("name", "content", "fitness", "reason")})


def _themes(division: Division, year: FiscalYear, rows: list[dict]) -> Iterator[tuple[WorkItem, str]]:
    listed = {item.name: item for item in WorkItem.objects.filter(division=division, fiscal_year=year.year)}
    for row in rows:
        if "theme" in row:
            yield listed[row["name"]], row["theme"]
