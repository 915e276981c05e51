import datetime
from collections import Counter

import pytest
from django.utils import timezone

from projects.call_gaps import Gap
from projects.call_steps import NextStep, Waiting, next_step, step_bar
from tests.factories.calls import CallFactory, ScreeningStageFactory
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db
BLOCKING, MISSING = Gap("basics", "あらまし", True), Gap("papers", "書類")


def bar(**call) -> str:
    return " ".join(step.mark for step in step_bar(CallFactory(**call)))


@pytest.mark.parametrize(
    ("call", "marks"),
    [
        ({"draft": True}, "current todo todo todo todo"),
        ({}, "done current todo todo todo"),
        ({"screening": True}, "done done current todo todo"),
        ({"decided": True}, "done done done current todo"),
        ({"ended": True}, "done done done done done"),
        ({"cancelled": True}, "stopped todo todo todo todo"),
        ({"cancelled": True, "published_at": timezone.now()}, "done stopped todo todo todo"),
    ],
)
def test_where_a_call_stands(call, marks):
    assert bar(**call) == marks


@pytest.mark.parametrize(
    ("call", "more", "what", "late"),
    [
        ({"draft": True}, {"gaps": [BLOCKING, MISSING]}, "足りないところ（1か所）を書いて、公開する", True),
        (
            {"draft": True, "to_open": True, "state": "draft"},
            {"gaps": [MISSING]},
            "下見をして、公開する",
            False,
        ),
        ({"to_open": True}, {}, "受付が始まるのを待っています", False),
        ({}, {}, "締切を待っています", False),
        ({}, {"unanswered": 2}, "質問（2件）に答える", False),
        (
            {"over": True},
            {"unanswered": 2},
            "締切が過ぎました。審査する提案はありません。締切を延ばすか、終了にする",
            False,
        ),
        ({"over": True}, {"to_decide": 2}, "締切が過ぎました。審査を始める", False),
        (
            {"over": True},
            {"to_decide": 2, "to_begin": 1, "to_screen": 1},
            "提案（2件）の要件を確かめて、審査に進める",
            False,
        ),
        ({"decided": True}, {"adopted": 1}, "採択した提案（1件）の実施を確定する", False),
        ({"decided": True}, {}, "残ったことがなければ、終了にする", False),
    ],
)
def test_what_the_office_does_next(call, more, what, late):
    gaps, unanswered = more.pop("gaps", []), more.pop("unanswered", 0)
    waiting = Waiting(Counter(more))
    step = next_step(
        CallFactory(**call), gaps=gaps, unanswered=unanswered, waiting=waiting, now=timezone.now()
    )
    assert (step.what, step.is_late) == (what, late)


SCORING = {"screening": 2, "to_decide": 2, "undecided": 2}


@pytest.mark.parametrize(
    ("numbers", "panel", "what", "page"),
    [
        ({**SCORING, "to_begin": 1}, (0, 0), "提案（1件）の要件を確かめて、審査に進める", "office_proposals"),
        (SCORING, (0, 0), "審査委員を招待する", "panel"),
        (SCORING, (0, 1), "審査委員の返事を待っています", "panel"),
        ({**SCORING, "nobody_reads": 2}, (1, 0), "提案（2件）に、読む委員を割り当てる", "assign"),
        ({**SCORING, "to_score": 3}, (1, 1), "採点を待っています（残り3件）", "matrix"),
        (SCORING, (1, 0), "採点がそろいました。締め切る", "matrix"),
        ({"to_decide": 1, "undecided": 1}, (1, 0), "決定（1件）を入れる", "decisions"),
    ],
)
def test_while_a_stage_is_scored(numbers, panel, what, page):
    stage = ScreeningStageFactory(call__screening=True)
    waiting = Waiting(Counter(numbers), Counter(numbers), stage, *panel)
    step = next_step(stage.call, gaps=[], unanswered=0, waiting=waiting, now=timezone.now())
    assert (step.what, step.page, step.is_late) == (what, f"projects:{page}", False)


def test_scores_that_lack_after_the_due_moment_are_late():
    now = timezone.now()
    stage = ScreeningStageFactory(call__screening=True, due_at=now)
    numbers = Counter(SCORING, to_score=1)
    waiting = Waiting(numbers, numbers, stage, reviewers=1)
    step = next_step(stage.call, gaps=[], unanswered=0, waiting=waiting, now=now)
    assert (step.due_at, step.is_late) == (now, True)


def test_between_two_stages_the_office_chooses_who_goes_on():
    stage = ScreeningStageFactory(call__screening=True, number=2, presentation=True)
    waiting = Waiting(Counter(SCORING), Counter(), stage, reviewers=1)
    step = next_step(stage.call, gaps=[], unanswered=0, waiting=waiting, now=timezone.now())
    assert (step.what, step.page) == (f"{stage}に進める提案を選ぶ", "projects:ranking")


@pytest.mark.parametrize(
    ("numbers", "what", "page"),
    [
        ({"undecided": 1, "unread": 1}, "決定（1件）を入れる", "decisions"),
        ({"unread": 2}, "入れた人とは別の人が、決定（2件）を確かめる", "read_decisions"),
        ({}, "通知を読んで、結果を公表する", "release"),
    ],
)
def test_after_the_scoring(numbers, what, page):
    waiting = Waiting(Counter(numbers, screening=2))
    step = next_step(CallFactory(screening=True), gaps=[], unanswered=0, waiting=waiting, now=timezone.now())
    assert (step.what, step.page) == (what, f"projects:{page}")


def test_a_release_that_is_ordered_is_waited_for():
    now = timezone.now()
    call = CallFactory(
        screening=True, release_at=now + datetime.timedelta(days=1), release_ordered_by=UserFactory()
    )
    step = next_step(call, gaps=[], unanswered=0, waiting=Waiting(), now=now)
    assert (step.what, step.due_at, step.is_late) == ("公表の時刻を待っています", call.release_at, False)


@pytest.mark.parametrize("trait", ["ended", "cancelled"])
def test_of_a_call_that_is_over_nothing_is_next(trait):
    call = CallFactory(**{trait: True})
    assert next_step(call, gaps=[], unanswered=0, waiting=Waiting(), now=timezone.now()) is None


def test_a_due_moment_is_short_enough_for_a_phone():
    due_at = datetime.datetime(2026, 7, 31, 8, tzinfo=datetime.UTC)
    assert (NextStep("待つ", due_at).due, NextStep("待つ").due) == ("令和8年7月31日 17:00", "")
