from decimal import Decimal

import pytest

from projects.actions.goals import GoalEntry, set_goals
from projects.models import Goal
from tests.factories.projects import GoalFactory

pytestmark = pytest.mark.django_db


def counted(title, target=10, **more):
    return Goal(title=title, target=Decimal(target), unit="回", **more)


def test_goals_stand_in_the_order_given(year, clerk):
    set_goals(year=year, entries=[GoalEntry(counted("一")), GoalEntry(counted("二"))], by=clerk)
    assert [(goal.title, goal.position) for goal in year.goals.all()] == [("一", 0), ("二", 1)]


def test_a_goal_that_stays_keeps_its_history(year, clerk):
    goal = GoalFactory(project_year=year, title="一")
    set_goals(year=year, entries=[GoalEntry(counted("一", 12), goal.pk)], by=clerk)
    goal.refresh_from_db()
    assert (goal.target, goal.history.count(), goal.history.first().history_user) == (12, 2, clerk)


def test_an_unchanged_goal_is_not_written(year, clerk):
    goal = GoalFactory(project_year=year, title="一", target=Decimal(10))
    set_goals(year=year, entries=[GoalEntry(counted("一"), goal.pk)], by=clerk)
    assert goal.history.count() == 1


def test_who_is_not_given_any_more_goes_and_a_strange_id_is_a_new_goal(year, clerk):
    gone, elsewhere = GoalFactory(project_year=year), GoalFactory()
    set_goals(year=year, entries=[GoalEntry(counted("新"), elsewhere.pk)], by=clerk)
    assert [goal.title for goal in year.goals.all()] == ["新"]
    assert not Goal.objects.filter(pk=gone.pk).exists()
    assert Goal.objects.filter(pk=elsewhere.pk).exists()
