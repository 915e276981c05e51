import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused
from projects.actions.calls import (
    cancel_call,
    change_call,
    create_call,
    end_call,
    extend_deadline,
    publish_call,
    start_screening,
)
from projects.call_parts import BASICS, CATEGORIES, CONDITIONS, PERIOD, SECTIONS
from projects.call_values import fingerprint, values_of
from projects.models import Call, CallNotice
from tests.factories.calls import CallFactory, CategoryFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
RULES = {
    "purpose": "団体の力を地域に生かします。",
    "audience": "市内で活動する団体です。",
    "categories": [
        {"key": "new", "name": "新規", "max_years": 2, "rates": [90, 80], "limits": [300_000, 200_000]}
    ],
    "conditions": [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}],
    "papers": [{"key": "rules", "label": "会則"}],
    "criteria": [
        {"label": "課題", "weight": 2, "points": {"1": "小さい", "5": "大きい"}},
        {"label": "効果", "stage": 2},
    ],
    "sections": [{"key": "team", "leave_out": True}],
    "schedule": [{"what": "結果の公表", "when": "11月"}],
}


@pytest.fixture
def programme():
    return ProgrammeFactory(name="企画提案事業", **RULES)


@pytest.fixture
def call(programme, coordinator):
    """A draft that lacks its two moments alone."""
    return create_call(programme, fiscal_year=2026, by=coordinator)


def opened(call, by, **moments):
    now = timezone.now()
    values = {"opens_at": now, "closes_at": now + datetime.timedelta(days=30)} | moments
    return change(call, PERIOD, values, by)


def change(call, part, values, by, **more):
    return change_call(call, part=part, values=values, base=fingerprint(values_of(call), part), by=by, **more)


def publish(call, by):
    opened(call, by)
    return publish_call(call, by=by)


def basics(call, **changed):
    return {name: values_of(call)[name] for name in BASICS.names} | changed


def test_a_call_takes_over_what_its_programme_says_today(call, programme):
    assert (call.title, call.fiscal_year, call.project_year) == ("令和8年度　企画提案事業", 2026, 2027)
    assert (call.state, call.summary, call.body) == ("draft", RULES["purpose"], RULES["audience"])
    said, of_call = values_of(programme), values_of(call)
    for name in ("origins", "theme_kinds", "categories", "conditions", "papers", "sections", "schedule"):
        assert of_call[name] == said[name]
    assert [(each["label"], each["stage"], each["weight"]) for each in of_call["criteria"]] == [
        ("課題", 1, 2),
        ("効果", 2, 1),
    ]
    assert [(stage.number, stage.name) for stage in call.stages.all()] == [
        (1, "書類審査"),
        (2, "公開プレゼンテーション"),
    ]


def test_a_programme_changed_later_changes_no_call(call, programme):
    programme.conditions = []
    programme.save()
    assert [each["key"] for each in values_of(call)["conditions"]] == ["members"]


def test_a_programme_whose_rules_make_no_sense_makes_no_call(coordinator):
    wrong = ProgrammeFactory(categories=[{"key": "new", "name": "新規", "max_years": 3, "rates": [90]}])
    with pytest.raises(ValidationError, match="負担率"):
        create_call(wrong, fiscal_year=2026, by=coordinator)


def test_a_draft_changes_without_a_notice(call, coordinator):
    changes = change(call, BASICS, basics(call, budget=3_000_000), coordinator)
    call.refresh_from_db()
    assert (call.budget, call.version, call.notices.count()) == (3_000_000, 2, 0)
    assert [change.as_data() for change in changes] == [
        {"label": "予算（円）", "before": "（なし）", "after": "3,000,000円"}
    ]
    assert call.history.first().history_user == coordinator


def test_two_editors_of_one_part_meet_and_of_two_parts_do_not(call, coordinator):
    base = fingerprint(values_of(call), BASICS)
    change(call, CONDITIONS, {"conditions": []}, coordinator)
    change_call(call, part=BASICS, values=basics(call, note="夜も"), base=base, by=coordinator)
    with pytest.raises(EditConflict) as conflict:
        change_call(call, part=BASICS, values=basics(call, note="昼も"), base=base, by=coordinator)
    assert conflict.value.current.note == "夜も"


def test_a_published_call_changes_with_a_dated_notice_alone(call, coordinator, now):
    publish(call, coordinator)
    with pytest.raises(ValidationError, match="変更のお知らせ"):
        change(call, CONDITIONS, {"conditions": []}, coordinator)
    assert values_of(call)["conditions"] != []
    change(call, CONDITIONS, {"conditions": []}, coordinator, notice="人数を問わなくしました。")
    notice = CallNotice.objects.get()
    assert (notice.text, notice.at, notice.by) == ("人数を問わなくしました。", now, coordinator)
    assert notice.changes == [{"label": "応募の条件", "before": "構成員の数。5人以上", "after": "（なし）"}]


def test_what_reads_the_same_needs_no_notice(call, coordinator):
    publish(call, coordinator)
    assert change(call, BASICS, basics(call), coordinator) == []
    assert CallNotice.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "values", "message"),
    [
        (CONDITIONS, {"conditions": [{"key": "a", "label": "甲"}, {"key": "a", "label": "乙"}]}, "二つ"),
        (CATEGORIES, {"categories": [{"key": "a", "name": "甲", "max_years": 2, "rates": [1]}]}, "負担率"),
        (SECTIONS, {"sections": [{"key": "nowhere"}]}, "この募集にありません"),
        (SECTIONS, {"sections": [{"key": "budget", "leave_out": True}]}, "どの募集でも必要"),
    ],
)
def test_rules_that_make_no_sense_are_refused(call, coordinator, part, values, message):
    with pytest.raises(ValidationError, match=message):
        change(call, part, values, coordinator)


def test_the_closing_comes_after_the_opening(call, coordinator, now):
    with pytest.raises(ValidationError) as refused:
        opened(call, coordinator, closes_at=now)
    assert list(refused.value.message_dict) == ["closes_at"]


@pytest.mark.parametrize(
    ("moment", "shift", "field"),
    [("opens_at", -1, "opens_at"), ("closes_at", -1, "closes_at"), ("closes_at", None, "closes_at")],
)
def test_what_groups_were_told_about_an_open_call_is_not_taken_back(call, coordinator, moment, shift, field):
    publish(call, coordinator)
    call.refresh_from_db()
    values = {name: values_of(call)[name] for name in PERIOD.names}
    values[moment] = values[moment] + datetime.timedelta(days=shift) if shift else None
    with pytest.raises(ValidationError) as refused:
        change(call, PERIOD, values, coordinator, notice="変えました。")
    assert list(refused.value.message_dict) == [field]


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


def test_during_the_screening_the_conditions_stay(coordinator):
    call = CallFactory(screening=True)
    with pytest.raises(StepRefused, match="応募の条件"):
        change(call, CONDITIONS, {"conditions": []}, coordinator, notice="変えます。")


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


def test_a_category_that_a_draft_has_chosen_is_never_removed(coordinator):
    category = CategoryFactory(call__draft=True, key="new")
    ProposalFactory(call=category.call, category=category)
    with pytest.raises(ValidationError, match="提案がある"):
        change(category.call, CATEGORIES, {"categories": []}, coordinator)
