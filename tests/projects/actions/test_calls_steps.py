"""A call is published, extended, closed, ended, cancelled (`projects.actions.calls`)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.workflow import StepRefused
from projects.actions.calls import (
    cancel_call,
    create_call,
    end_call,
    extend_deadline,
    publish_call,
    start_screening,
)
from projects.models import Call
from tests.factories.calls import CallFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.call_hands import RULES, opened, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def programme():
    return ProgrammeFactory(name="企画提案事業", **RULES)


@pytest.fixture
def call(programme, coordinator):
    """A draft that lacks its two moments alone."""
    return create_call(programme, fiscal_year=2026, by=coordinator)


def test_publishing_names_what_is_missing(coordinator):
    bare = create_call(ProgrammeFactory(origins=[], theme_kinds=[]), fiscal_year=2026, by=coordinator)
    with pytest.raises(ValidationError) as refused:
        publish_call(bare, by=coordinator)
    assert refused.value.messages == [
        "あらましがありません。一覧と検索の結果に出る文です。",
        "提案の種類を選んでいません。",
        "テーマの種類を選んでいません。",
        "受付の始まりと締切が決まっていません。",
        "部門がありません。分けないときも、一つ必要です。",
        "審査の観点がありません。",
    ]


def test_publishing_shows_it_to_everybody(call, coordinator, citizen, now):
    assert list(Call.objects.visible_to(citizen)) == []
    publish(call, coordinator)
    call.refresh_from_db()
    assert (call.state, call.published_at, list(Call.objects.visible_to(citizen))) == (
        "published",
        now,
        [call],
    )


@pytest.mark.parametrize(
    ("trait", "steps"),
    [
        ("draft", ["publish", "cancel"]),
        ("", ["screen", "end", "cancel"]),
        ("screening", ["cancel"]),
        ("decided", ["end"]),
        ("ended", []),
        ("cancelled", []),
    ],
)
def test_who_takes_which_step_from_which_state(trait, steps, coordinator, clerk, member, citizen):
    call = CallFactory(**({trait: True} if trait else {}))
    open_to = {
        person: [step.action for step in call.workflow.open_to(person, call) if not step.automatic]
        for person in (coordinator, clerk, member, citizen)
    }
    assert open_to == {coordinator: steps, clerk: [], member: [], citizen: []}


def test_a_clerk_cannot_publish(call, coordinator, clerk):
    opened(call, coordinator)
    with pytest.raises(PermissionDenied):
        publish_call(call, by=clerk)


def test_a_deadline_is_extended_with_a_notice(coordinator, now):
    call = CallFactory()
    later = call.closes_at + datetime.timedelta(days=7)
    notice = extend_deadline(call, closes_at=later, notice="台風のため延ばします。", by=coordinator)
    call.refresh_from_db()
    assert (call.closes_at, notice.changes[0]["label"]) == (later, "締切")


def test_a_closed_call_is_opened_again_until_the_screening_begins(coordinator, now):
    call, screened = CallFactory(over=True), CallFactory(screening=True)
    later = now + datetime.timedelta(days=3)
    extend_deadline(call, closes_at=later, notice="延ばします。", by=coordinator)
    assert Call.objects.get(pk=call.pk).is_open is True
    with pytest.raises(ValidationError):
        extend_deadline(screened, closes_at=later, notice="延ばします。", by=coordinator)


@pytest.mark.parametrize("days", [-1, 0])
def test_a_deadline_is_not_extended_backwards(coordinator, days):
    call = CallFactory()
    with pytest.raises(ValidationError):
        extend_deadline(
            call,
            closes_at=call.closes_at + datetime.timedelta(days=days),
            notice="変えます。",
            by=coordinator,
        )


def test_the_screening_begins_after_the_closing_alone(coordinator):
    with pytest.raises(StepRefused, match="過ぎてから"):
        start_screening(CallFactory(), by=coordinator)
    assert start_screening(CallFactory(over=True), by=coordinator).state == "screening"


def test_a_call_ends_when_nothing_is_undecided(coordinator):
    waiting = ProposalFactory(submitted=True, call=CallFactory(over=True)).call
    with pytest.raises(StepRefused, match="決定していない"):
        end_call(waiting, by=coordinator)
    with pytest.raises(StepRefused, match="受付中"):
        end_call(CallFactory(), by=coordinator)
    assert end_call(CallFactory(over=True), by=coordinator).state == "ended"
    assert end_call(CallFactory(decided=True), by=coordinator).state == "ended"


def test_whoever_read_of_a_call_reads_why_it_was_cancelled(coordinator, citizen, now):
    call = CallFactory(published_at=now)
    cancel_call(call, by=coordinator, reason="予算がつきませんでした。")
    notice = call.notices.get()
    assert (notice.text, notice.changes) == (
        "予算がつきませんでした。",
        [{"label": "状態", "before": "公開", "after": "中止"}],
    )
    assert list(Call.objects.visible_to(citizen)) == [call]


def test_a_draft_is_cancelled_without_a_word_to_citizens(coordinator, citizen):
    call = CallFactory(draft=True)
    cancel_call(call, by=coordinator, reason="取りやめます。")
    assert (call.notices.count(), list(Call.objects.visible_to(citizen))) == (0, [])
    with pytest.raises(StepRefused, match="理由"):
        cancel_call(CallFactory(draft=True), by=coordinator, reason=" ")
