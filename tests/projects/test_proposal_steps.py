import datetime

import pytest

from kyodo.workflow import changes_of
from projects.enums import ProposalState
from projects.proposal_steps import next_step, step_bar
from tests.factories.calls import CallFactory
from tests.factories.proposals import ProposalFactory, ProposalRemarkFactory

pytestmark = pytest.mark.django_db


def bar(proposal):
    return [(step.label, step.mark) for step in step_bar(proposal, changes_of(proposal))]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "書く* 出す- 要件の確認- 審査- 結果- 実施-"),
        ("submitted", "書く+ 出す+ 要件の確認* 審査- 結果- 実施-"),
        ("checking", "書く+ 出す+ 要件の確認* 審査- 結果- 実施-"),
        ("returned", "書く+ 出す+ 直して出し直す* 審査- 結果- 実施-"),
        ("screening", "書く+ 出す+ 要件の確認+ 審査* 結果- 実施-"),
        ("reserve", "書く+ 出す+ 要件の確認+ 審査+ 補欠* 実施-"),
        ("rejected", "書く+ 出す+ 要件の確認+ 審査+ 不採択!"),
        ("adopted", "書く+ 出す+ 要件の確認+ 審査+ 採択+ 実施*"),
        ("awaiting_vote", "書く+ 出す+ 要件の確認+ 審査+ 採択+ 実施*"),
        ("confirmed", "書く+ 出す+ 要件の確認+ 審査+ 採択+ 実施+"),
        ("withdrawn", "書く+ 取下げ!"),
    ],
)
def test_the_bar_shows_the_way_in_the_groups_words(state, words):
    marks = {"+": "done", "*": "current", "-": "todo", "!": "stopped"}
    proposal = ProposalFactory() if state == "draft" else ProposalFactory(**{state: True})
    assert bar(proposal) == [(word[:-1], marks[word[-1]]) for word in words.split()]


def test_every_state_but_the_withdrawn_has_its_place():
    for state in ProposalState:
        assert ProposalFactory(record=True, state=state).pk
        assert bar(ProposalFactory(record=True, state=state))


@pytest.fixture
def closing(at):
    """A call that closes at 17:00 on 31 July, seen from the morning of the day before."""
    closes_at = at(2026, 7, 31, 17)
    now = at(2026, 7, 30, 9)
    return CallFactory(opens_at=now - datetime.timedelta(days=60), closes_at=closes_at)


def said(proposal, now):
    step = next_step(proposal, now, group="みほん会", office="協働の担当")
    return (step.who, step.what, step.until, step.is_late)


def test_a_draft_waits_for_its_group_until_the_closing(closing, at):
    proposal = ProposalFactory(call=closing)
    one_second = datetime.timedelta(seconds=1)
    assert said(proposal, closing.closes_at - one_second) == (
        "みほん会",
        "書き上げて、締切までに出します。",
        closing.closes_at,
        False,
    )
    assert said(proposal, closing.closes_at) == (
        "みほん会",
        "締切を過ぎたので、出せません。書いたものは、ここで読めます。",
        closing.closes_at,
        True,
    )


def test_before_the_opening_one_may_write_and_not_hand_in(closing):
    before = closing.opens_at - datetime.timedelta(days=1)
    what = said(ProposalFactory(call=closing), before)[1]
    assert what == "書き進めます。出せるのは、受付の間です。"


@pytest.mark.parametrize("over", ["decided", "ended", "cancelled"])
def test_in_a_call_that_is_over_nobody_is_told_to_write_on(over, closing):
    call = CallFactory(**{over: True}, opens_at=closing.opens_at, closes_at=closing.closes_at)
    assert said(ProposalFactory(call=call), closing.opens_at) == (
        "みほん会",
        "この募集は終わったので、出せません。書いたものは、ここで読めます。",
        None,
        False,
    )


def test_what_was_sent_back_has_a_closing_of_its_own(closing):
    until = closing.closes_at + datetime.timedelta(days=7)
    proposal = ProposalFactory(call=closing, returned=True, open_until=until)
    assert said(proposal, closing.closes_at)[1:] == (
        "事務局の指摘を直して、出し直します。",
        until,
        False,
    )
    assert said(proposal, until)[3] is True


@pytest.mark.parametrize("state", ["rejected", "confirmed", "withdrawn"])
def test_at_the_end_of_the_way_nobody_is_waited_for(state, now):
    assert next_step(ProposalFactory(**{state: True}), now, group="", office="") is None


def test_a_question_is_answered_first(now):
    asked = ProposalRemarkFactory.build(question=True, due_at=now)
    words = {"group": "みほん会", "office": "協働の担当", "question": asked}
    for state in ("submitted", "checking"):
        step = next_step(ProposalFactory(**{state: True}), now, **words)
        assert (step.who, step.what, step.until) == ("みほん会", "事務局の照会に答えます。", now)
        assert step.is_late
    assert (
        next_step(ProposalFactory(returned=True), now, **words).what == "事務局の指摘を直して、出し直します。"
    )


def test_each_step_tells_the_day_it_was_reached(now):
    steps = step_bar(ProposalFactory(), [])
    assert [step.date for step in steps] == ["令和8年7月1日", "", "", "", "", ""]
