import datetime

import pytest

from kyodo.fiscal_year import FiscalYear
from kyodo.registry import board_columns, desk_follows, desk_tasks
from projects.actions.follows import follow
from projects.desk.records import board
from tests.factories.projects import GoalFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 7, 1)


def tasks(person, today=TODAY):
    found = [task for task in desk_tasks.gather(person, today) if task.url.startswith("/projects/")]
    return [(task.what, task.record, task.due_on) for task in found]


def day(month, number, year=2026):
    return datetime.date(year, month, number)


def test_a_year_that_should_have_begun(division, clerk, now):
    ProjectYearFactory(division=division, name="遅れた事業", preparing=True)
    ProjectYearFactory(division=division, starts_on=day(9, 1), name="これから", preparing=True)
    assert tasks(clerk) == [
        ("実施を始める（または中止にする）", "遅れた事業（令和8年度）", day(4, 1)),
        ("始まる前に目標を決める", "これから（令和8年度）", day(9, 1)),
    ]


def test_a_year_with_goals_waits_quietly(division, clerk, now):
    GoalFactory(project_year=ProjectYearFactory(division=division, starts_on=day(9, 1)))
    assert tasks(clerk) == []


def test_a_year_that_is_over(division, clerk, now):
    ProjectYearFactory(division=division, running=True, ends_on=day(6, 30), name="終わった")
    ProjectYearFactory(division=division, running=True, ends_on=day(7, 1), name="今日まで")
    ProjectYearFactory(division=division, running=True, name="日付なし")
    assert tasks(clerk) == [("結果を書いて、完了にする", "終わった（令和8年度）", day(6, 30))]


def test_a_finished_year_without_its_results(division, clerk, now):
    ProjectYearFactory(division=division, done=True, ends_on=day(6, 30), name="書きかけ")
    ProjectYearFactory(division=division, done=True, outcome="achieved", result="花が咲いた")
    assert tasks(clerk) == [("成果と結果を書く", "書きかけ（令和8年度）", day(7, 30))]


def test_last_years_projects_are_one_line_until_the_end_of_june(division, clerk, at):
    at(2026, 4, 10)
    done = {"division": division, "done": True, "fiscal_year": 2025, "outcome": "achieved", "result": "花"}
    went_on = ProjectYearFactory(**done)
    ProjectYearFactory(**done)
    ProjectYearFactory(division=division, project=went_on.project, running=True)
    assert tasks(clerk, day(4, 10)) == [("昨年度の事業を今年度に写す", "令和7年度の1件", day(6, 30))]
    assert tasks(clerk, day(7, 1)) == []


def test_other_divisions_and_groups_have_nothing_of_it(year, other_clerk, member, coordinator, citizen):
    assert [tasks(person) for person in (other_clerk, member, coordinator, citizen)] == [[], [], [], []]


def test_what_is_followed_comes_last_changed_first(clerk, at):
    for hour, name in enumerate(["古い", "新しい"], start=9):
        at(2026, 7, 1, hour)
        follow(project=ProjectYearFactory(project__name=name).project, by=clerk)
    assert [followed.record for followed in desk_follows.gather(clerk)] == ["新しい", "古い"]


def test_the_board_counts_for_whoever_runs_the_year(coordinator, clerk, now):
    ProjectYearFactory(running=True)
    ProjectYearFactory(running=True, ends_on=day(6, 1))
    ProjectYearFactory(done=True, ends_on=day(5, 1))
    ProjectYearFactory(done=True, ends_on=day(6, 30))
    ProjectYearFactory(done=True, outcome="achieved")
    ProjectYearFactory(running=True, fiscal_year=2025)
    columns = list(board(coordinator, FiscalYear(2026), TODAY))
    assert [(column.label, column.count, column.late) for column in columns] == [
        ("実施", 2, 1),
        ("報告", 2, 1),
    ]
    assert columns[0].url == "/projects/?year=2026&division=all&state=running"
    assert list(board(clerk, FiscalYear(2026), TODAY)) == []
    assert board in board_columns.functions


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, division, clerk, now, django_assert_num_queries):
    ProjectYearFactory.create_batch(rows, division=division, partners=1)
    ProjectYearFactory.create_batch(rows, division=division, done=True, partners=1)
    from projects.desk import records as desk

    clerk.standing  # noqa: B018 – read once a request
    with django_assert_num_queries(2):
        for function in (desk.years_in_hand, desk.years_left_behind):
            list(function(clerk, datetime.date(2026, 5, 1)))
