import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kyodo.desk import reading_once
from kyodo.fiscal_year import FiscalYear
from kyodo.registry import board_columns, desk_tasks
from projects.actions.scoring import finish_scoring
from projects.models import Assignment
from tests.factories.organizations import UserFactory
from tests.factories.proposals import PanelMemberFactory, ProposalFactory
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def tasks(user):
    found = desk_tasks.gather(user, timezone.localdate())
    return [(task.what, task.note, task.due_on) for task in found if "/projects/" in task.url]


def due(round_, days):
    round_.stage.due_at = timezone.now() + days * DAY
    round_.stage.save()
    return timezone.localdate(round_.stage.due_at)


def test_a_reviewer_is_asked_once_a_call_until_all_is_done(now):
    round_ = screening(proposals=2)
    on = due(round_, 5)
    assert tasks(round_.reviewer) == [("提案を採点する", "2件中0件を終えました", on)]
    for row in round_.assignments:
        finish_scoring(row[0], by=round_.reviewer)
    assert tasks(round_.reviewer) == []


def test_a_reviewer_without_post_or_group_has_a_desk_and_a_door(as_, now):
    round_ = screening()
    page = as_(round_.reviewer).get(reverse("desk"))
    text = page.content.decode()
    assert ("審査", reverse("projects:reviews"), False) in page.context["doors"]
    assert f"{round_.call} 審査委員" in text
    assert "提案を採点する" in text
    assert "審査" not in [label for label, *_ in as_(UserFactory()).get(reverse("desk")).context["doors"]]


def test_the_office_is_told_of_proposals_that_nobody_reads(coordinator, now):
    round_ = screening()
    ProposalFactory(screening=True, call=round_.call)
    assert tasks(coordinator) == [("読む委員を割り当てる", "委員のいない提案が1件あります", None)]


def test_the_office_asks_the_late_after_the_end_and_closes_what_is_complete(coordinator, now):
    round_ = screening()
    on = due(round_, -2)
    assert tasks(coordinator) == [("採点が終わっていない委員に知らせる", "残り1件", on)]
    finish_scoring(round_.assignment, by=round_.reviewer)
    assert tasks(coordinator) == [("採点を締め切る", "すべての採点が終わりました", on)]


def test_the_office_sees_who_never_answered(coordinator, now):
    round_ = screening()
    PanelMemberFactory(call=round_.call, invited=True, expires_at=timezone.now() - DAY)
    assert ("返事のない審査委員に送り直す", "", timezone.localdate() - DAY) in tasks(coordinator)


def test_the_board_counts_what_is_in_screening_and_what_is_late(coordinator, now):
    round_ = screening(proposals=2)
    due(round_, -2)
    year = FiscalYear(round_.call.fiscal_year)
    columns = [
        each for each in board_columns.gather(coordinator, year, timezone.localdate()) if each.label == "審査"
    ]
    assert [(each.position, each.count, each.late) for each in columns] == [(30, 2, 2)]
    assert columns[0].url == f"{reverse('projects:office_calls')}?state=screening"


def test_the_desk_costs_the_same_for_one_and_for_three(coordinator, now, django_assert_max_num_queries):
    counts = []
    tasks(coordinator)
    for _ in range(2):
        for _ in range(1 + len(counts)):
            screening(proposals=2)
        with reading_once(), django_assert_max_num_queries(20) as queries:
            tasks(coordinator)
        counts.append(len(queries))
    assert (counts[0], Assignment.objects.count()) == (counts[1], 6)
