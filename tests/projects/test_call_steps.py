import datetime

import pytest
from django.utils import timezone

from projects.call_gaps import Gap
from projects.call_steps import NextStep, next_step, step_bar
from tests.factories.calls import CallFactory

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
        ({"over": True}, {"unanswered": 2}, "締切が過ぎました。審査を始める", True),
        ({"screening": True}, {}, "審査を進めて、結果を出す", False),
        ({"decided": True}, {}, "採択を確定し、すんだら終了にする", False),
    ],
)
def test_what_the_office_does_next(call, more, what, late):
    step = next_step(CallFactory(**call), now=timezone.now(), **({"gaps": [], "unanswered": 0} | more))
    assert (step.what, step.is_late) == (what, late)


@pytest.mark.parametrize("trait", ["ended", "cancelled"])
def test_of_a_call_that_is_over_nothing_is_next(trait):
    call = CallFactory(**{trait: True})
    assert next_step(call, gaps=[], unanswered=0, now=datetime.datetime.now(datetime.UTC)) is None


def test_a_due_moment_is_short_enough_for_a_phone():
    due_at = datetime.datetime(2026, 7, 31, 8, tzinfo=datetime.UTC)
    assert (NextStep("待つ", due_at).due, NextStep("待つ").due) == ("令和8年7月31日 17:00", "")
