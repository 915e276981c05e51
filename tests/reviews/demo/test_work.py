import datetime

import pytest

from kyodo.fiscal_year import FiscalYear
from organizations.demo import make_people
from organizations.models import Division
from projects.models import Theme
from reviews.demo import make_work
from reviews.models import WorkItem, WorkRound
from reviews.queries.work import work_of_divisions
from reviews.work_desk import work_tasks

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 25)


def test_some_divisions_are_done_some_write_and_some_have_not_begun(at):
    at(2026, 11, 25)
    make_people(TODAY)
    make_work(TODAY)
    states = {each.division.name: each.state[0] for each in work_of_divisions(FiscalYear(2027))}
    assert (states["みどり公園課"], states["文化振興課"], states["見本情報課"]) == (
        "記入済み",
        "記入中",
        "未着手",
    )
    assert [each.fiscal_year for each in WorkRound.objects.all()] == [2027, 2026]
    assert Theme.objects.get().work_item == WorkItem.objects.get(name="日本語教室の運営", fiscal_year=2027)
    staff = Division.objects.get(name="文化振興課").posts.first().user
    assert [task.record for task in work_tasks(staff, TODAY)] == ["令和9年度（文化振興課）"]
