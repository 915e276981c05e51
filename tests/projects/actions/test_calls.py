import datetime

import pytest
from django.core.exceptions import ValidationError

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused
from projects.actions.calls import (
    change_call,
    create_call,
)
from projects.call_parts import BASICS, CATEGORIES, CONDITIONS, PERIOD, SCORING, SECTIONS
from projects.call_values import fingerprint, values_of
from projects.models import CallNotice
from tests.factories.calls import CallFactory, CategoryFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.call_hands import RULES, change, opened, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def programme():
    return ProgrammeFactory(name="企画提案事業", **RULES)


@pytest.fixture
def call(programme, coordinator):
    """A draft that lacks its two moments alone."""
    return create_call(programme, fiscal_year=2026, by=coordinator)


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


def test_when_scores_are_due_is_no_change_of_what_is_out(call, coordinator, now):
    publish(call, coordinator)
    values = {"stage_due_1": now + datetime.timedelta(days=60), "stage_due_2": None}
    assert change(call, SCORING, values, coordinator) == []
    assert [stage.due_at for stage in call.stages.all()] == [values["stage_due_1"], None]
    assert CallNotice.objects.count() == 0


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


def test_seconds_that_came_from_elsewhere_are_nobodys_change(call, coordinator):
    """A form knows minutes alone."""
    publish(call, coordinator)
    opens_at = call.opens_at.replace(second=0, microsecond=0) - datetime.timedelta(minutes=1)
    type(call).objects.update(opens_at=opens_at + datetime.timedelta(seconds=21))
    call.refresh_from_db()
    values = {"opens_at": opens_at, "closes_at": call.closes_at + datetime.timedelta(days=1)}
    assert change(call, PERIOD, values, coordinator, notice="締切を延ばします。") != []


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


def test_during_the_screening_the_conditions_stay(coordinator):
    call = CallFactory(screening=True)
    with pytest.raises(StepRefused, match="応募の条件"):
        change(call, CONDITIONS, {"conditions": []}, coordinator, notice="変えます。")


def test_a_category_that_a_draft_has_chosen_is_never_removed(coordinator):
    category = CategoryFactory(call__draft=True, key="new")
    ProposalFactory(call=category.call, category=category)
    with pytest.raises(ValidationError, match="提案がある"):
        change(category.call, CATEGORIES, {"categories": []}, coordinator)
