import datetime

import pytest
from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from projects.desk.calls import (
    call_columns,
    calls_to_run,
    questions_to_answer,
    themes_in_hand,
)
from tests.factories.calls import CallFactory, CallQuestionFactory, ThemeFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
OFFICE = (calls_to_run, questions_to_answer, themes_in_hand)


def tasks(person, *functions):
    today = timezone.localdate()
    return [(each.what, each.record) for function in functions for each in function(person, today)]


def test_the_office_publishes_closes_answers_and_reads(coordinator):
    CallFactory(draft=True, title="秋の募集", opens_at=timezone.now() - datetime.timedelta(days=40))
    CallFactory(over=True, title="春の募集")
    CallFactory(title="夏の募集")
    asked = CallQuestionFactory(call__title="夏の募集2")
    CallQuestionFactory(call=asked.call)
    CallQuestionFactory(answered=True)
    ThemeFactory(offered=True)
    ThemeFactory(offered=True)
    assert tasks(coordinator, *OFFICE) == [
        ("募集を公開する", "秋の募集"),
        ("審査を始める", "春の募集"),
        ("2件の質問に答える", "夏の募集2"),
        ("課から届いた2件のテーマを読む", "令和8年度の募集"),
    ]


def test_a_question_is_due_five_working_days_after_it_came(coordinator):
    CallQuestionFactory()
    (task,) = questions_to_answer(coordinator, timezone.localdate())
    assert task.due_on == datetime.date(2026, 7, 8)


def test_a_division_mends_what_came_back(clerk, other_clerk, division):
    ThemeFactory(division=division, returned=True, title="公園の落ち葉")
    ThemeFactory(division=division)
    assert tasks(clerk, themes_in_hand) == [("差し戻されたテーマを直す", "公園の落ち葉")]
    assert tasks(other_clerk, themes_in_hand) == []


def test_an_office_that_is_a_division_too_reads_the_themes_and_mends_its_own(coordinator):
    own = coordinator.posts.get().division
    ThemeFactory(division=own, returned=True, title="交流の日")
    ThemeFactory(division=own, returned=True, title="見守り")
    ThemeFactory(returned=True)
    ThemeFactory(offered=True, fiscal_year=2027)
    ThemeFactory(offered=True)
    assert tasks(coordinator, themes_in_hand) == [
        ("課から届いた1件のテーマを読む", "令和8年度の募集"),
        ("課から届いた1件のテーマを読む", "令和9年度の募集"),
        ("差し戻されたテーマを直す", "交流の日"),
        ("差し戻されたテーマを直す", "見守り"),
    ]


def test_who_does_not_run_the_programme_has_nothing_of_it(clerk, member, citizen):
    CallFactory(draft=True)
    CallQuestionFactory()
    ThemeFactory(offered=True)
    assert [tasks(person, *OFFICE) for person in (clerk, member, citizen)] == [[], [], []]
    assert list(call_columns(clerk, FiscalYear(2026), timezone.localdate())) == []


def test_the_board_counts_calls_and_proposals_of_the_year(coordinator):
    CallFactory(over=True)
    call = CallFactory()
    CallFactory(fiscal_year=2025)
    CallFactory(screening=True)
    ProposalFactory(call=call)
    ProposalFactory(submitted=True, call=call)
    ProposalFactory(returned=True, call=call, open_until=timezone.now() - datetime.timedelta(hours=1))
    ProposalFactory(withdrawn=True, call=call)
    columns = call_columns(coordinator, FiscalYear(2026), timezone.localdate())
    assert [(each.label, each.position, each.count, each.late) for each in columns] == [
        ("募集", 10, 2, 1),
        ("提案", 20, 3, 1),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(rows, coordinator, django_assert_num_queries):
    for _ in range(rows):
        CallFactory(draft=True)
        CallQuestionFactory()
        ThemeFactory(offered=True)
        ThemeFactory(returned=True)
    coordinator.standing.roles  # noqa: B018 – read once a request
    with django_assert_num_queries(3):
        tasks(coordinator, *OFFICE)
