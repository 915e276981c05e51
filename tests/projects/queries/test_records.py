import datetime

import pytest

from kyodo.fiscal_year import FiscalYear
from projects.actions.partners import set_partners
from projects.actions.years import move_year
from projects.queries.records import logged_years, project_history, timeline
from tests.factories.projects import ProjectYearFactory

pytestmark = pytest.mark.django_db


def test_the_years_reach_from_the_first_logged_to_the_coming_one(now):
    assert [year.year for year in logged_years()] == [2027, 2026]
    ProjectYearFactory(fiscal_year=2024)
    assert [year.year for year in logged_years()] == [2027, 2026, 2025, 2024]
    ProjectYearFactory(fiscal_year=2029)
    assert logged_years()[0] == FiscalYear(2029)


def test_the_history_keeps_partners_that_were_taken_out(year, clerk):
    name = year.partners.get().name
    set_partners(year=year, entries=[], by=clerk)
    events = [event.what for event in project_history(year.project, [year])]
    assert f"協働の相手「{name}」を削除しました" in events


def test_the_timeline_says_when_and_names_nobody(year, clerk, at):
    year.project.started_on = datetime.date(2020, 4, 1)
    year.project.save()
    move_year(year=year, action="start", by=clerk)
    at(2027, 3, 31)
    move_year(year=year, action="finish", by=clerk)
    assert timeline(year.project, [year]) == [
        (datetime.date(2020, 4, 1), "この協働が始まりました"),
        (datetime.date(2026, 7, 1), "令和8年度の事業を始めました"),
        (datetime.date(2027, 3, 31), "令和8年度の事業が終わりました"),
    ]
