import datetime

import pytest

from reviews.work_desk import late_work, work_tasks
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.surveys import WorkItemFactory, WorkRoundFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
DUE_ON = datetime.date(2026, 6, 30)


def lines(tasks) -> list[tuple]:
    return [(task.what, task.record, task.due_on) for task in tasks]


def test_a_division_is_asked_until_each_of_its_rows_is_marked():
    post = PostFactory()
    assert lines(work_tasks(post.user, TODAY)) == []
    WorkRoundFactory(fiscal_year=2025, due_on=DUE_ON)
    WorkRoundFactory(fiscal_year=2026, due_on=DUE_ON)
    asked = [("業務の洗い出しを書く", f"令和8年度（{post.division.name}）", DUE_ON)]
    assert lines(work_tasks(post.user, TODAY)) == asked
    item = WorkItemFactory(division=post.division)
    WorkItemFactory(division=post.division, fits=True)
    assert lines(work_tasks(post.user, TODAY)) == asked
    item.fitness = "yes"
    item.save()
    assert lines(work_tasks(post.user, TODAY)) == []


def test_the_office_hears_of_the_late_ones_when_the_day_has_passed():
    coordinator = PostFactory(coordinator=True).user
    WorkItemFactory(fits=True)
    DivisionFactory(name="広報課")
    WorkRoundFactory(due_on=TODAY)
    assert lines(late_work(coordinator, TODAY)) == []
    tomorrow = TODAY + datetime.timedelta(days=1)
    told = ("業務の洗い出しがまだの課を確かめる", "令和8年度　2課", TODAY)
    assert lines(late_work(coordinator, tomorrow)) == [told]
    assert lines(late_work(PostFactory().user, tomorrow)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_with_more_divisions(number, django_assert_num_queries):
    user = PostFactory().user
    for _ in range(number - 1):
        PostFactory(user=user)
    WorkRoundFactory()
    assert user.standing.division_ids
    with django_assert_num_queries(2):
        assert len(lines(work_tasks(user, TODAY))) == number
