import datetime

import pytest

from kyodo.workflow import changes_of
from projects.actions.years import move_year
from projects.enums import YearState as S
from projects.models import ProjectYear
from projects.steps import next_step, step_bar

pytestmark = pytest.mark.django_db


def bar(year, **reader):
    return [(step.label, step.mark, step.date) for step in step_bar(year, changes_of(year), **reader)]


def test_the_bar_shows_the_day_of_each_step(year, clerk, at):
    at(2026, 8, 1)
    move_year(year=year, action="start", by=clerk)
    assert bar(year) == [
        ("検討", "done", "令和8年7月1日"),
        ("準備", "done", ""),
        ("実施中", "current", "令和8年8月1日"),
        ("完了", "todo", ""),
    ]


def test_a_group_reads_its_own_words(year):
    assert bar(year, member=True)[0][0] == "市が検討しています"


def test_a_stop_takes_the_place_of_what_lay_ahead(year, clerk):
    move_year(year=year, action="cancel", by=clerk, reason="会場がなくなった")
    assert bar(year) == [("検討", "done", "令和8年7月1日"), ("中止", "stopped", "令和8年7月1日")]


def test_a_year_from_a_ledger_is_younger_than_its_steps(year, clerk, at):
    at(2025, 4, 1)
    move_year(year=year, action="start", by=clerk)
    assert bar(year)[0] == ("検討", "done", "")


@pytest.mark.parametrize(
    ("state", "due_on"),
    [
        (S.CONSIDERING, datetime.date(2026, 5, 1)),
        (S.PREPARING, datetime.date(2026, 5, 1)),
        (S.RUNNING, datetime.date(2027, 3, 31)),
        (S.DONE, datetime.date(2027, 4, 30)),
        (S.CANCELLED, None),
        (S.ABOLISHED, None),
    ],
)
def test_each_state_waits_for_one_thing(state, due_on, year):
    year.starts_on = datetime.date(2026, 5, 1)
    year.state = state
    step = next_step(year)
    assert (step and step.due_on) == due_on


def test_a_year_with_its_results_waits_for_nothing(year):
    ProjectYear.objects.filter(pk=year.pk).update(state=S.DONE, outcome="achieved", result="花が咲いた")
    year.refresh_from_db()
    assert next_step(year) is None
