import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused
from projects.actions.themes import (
    change_theme,
    move_theme,
    order_themes,
    publish_themes,
    write_theme,
)
from projects.enums import ThemeState
from projects.models import Theme
from tests.factories.calls import CallFactory, ThemeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
# Which steps are open to a person of the theme's own 課 and to the office, state by state; to nobody else any.
CLERK = {"draft": ["offer", "drop"], "returned": ["offer", "drop"], "offered": ["drop"]}
OFFICE = {
    "draft": ["offer", "drop"],
    "returned": ["offer", "drop"],
    "offered": ["return", "publish", "drop"],
}


@pytest.mark.parametrize("state", list(ThemeState))
def test_who_takes_which_step_from_which_state(state, clerk, other_clerk, coordinator, citizen, division):
    traits = {} if state == ThemeState.DRAFT else {state.value: True}
    theme = ThemeFactory(division=division, **traits)

    def steps(person):
        return [step.action for step in theme.workflow.open_to(person, theme)]

    assert steps(clerk) == CLERK.get(state.value, [])
    assert steps(coordinator) == OFFICE.get(state.value, [])
    assert (steps(other_clerk), steps(citizen)) == ([], [])


def test_a_theme_is_written_handed_in_returned_and_handed_in_again(clerk, coordinator, division):
    theme = write_theme(
        Theme(division=division, fiscal_year=2026, title="夜の公園", problem="暗い。"), by=clerk
    )
    move_theme(theme, "offer", by=clerk)
    with pytest.raises(StepRefused, match="理由"):
        move_theme(theme, "return", by=coordinator)
    move_theme(theme, "return", by=coordinator, reason="だれが困っていますか。")
    theme.wanted = "いっしょに歩きたい。"
    change_theme(theme, base_version=theme.version, by=clerk)
    assert move_theme(theme, "offer", by=clerk).state == ThemeState.OFFERED


def test_another_division_cannot_hand_it_in(other_clerk):
    with pytest.raises(PermissionDenied):
        move_theme(ThemeFactory(), "offer", by=other_clerk)


def test_two_editors_meet(clerk, division):
    theme = ThemeFactory(division=division)
    change_theme(Theme.objects.get(pk=theme.pk), base_version=1, by=clerk)
    with pytest.raises(EditConflict):
        change_theme(theme, base_version=1, by=clerk)


def test_an_edit_never_takes_back_a_step_that_was_taken_meanwhile(clerk, coordinator, division):
    theme = ThemeFactory(division=division, offered=True)
    opened = Theme.objects.get(pk=theme.pk)
    move_theme(theme, "return", by=coordinator, reason="直してください。")
    opened.title = "新しい題"
    change_theme(opened, base_version=1, by=clerk)
    theme.refresh_from_db()
    assert (theme.title, theme.state) == ("新しい題", "returned")


def test_a_draft_call_takes_themes_without_a_notice(coordinator):
    call = CallFactory(draft=True)
    there, coming = ThemeFactory(published=True, call=call), ThemeFactory(offered=True)
    publish_themes(call, themes=[coming], by=coordinator)
    assert [(theme.pk, theme.position) for theme in call.themes.published()] == [
        (there.pk, 0),
        (coming.pk, 1),
    ]
    assert call.notices.count() == 0


def test_a_call_that_is_out_takes_themes_with_a_notice_alone(coordinator):
    call, theme = CallFactory(), ThemeFactory(offered=True, title="夜の公園")
    with pytest.raises(ValidationError, match="お知らせ"):
        publish_themes(call, themes=[theme], by=coordinator)
    publish_themes(call, themes=[theme], notice="テーマを一つ加えました。", by=coordinator)
    notice = call.notices.get()
    assert (notice.text, notice.changes) == (
        "テーマを一つ加えました。",
        [{"label": "テーマ「夜の公園」", "before": "（なし）", "after": "載せました"}],
    )


def test_from_the_screening_on_no_theme_comes_in(coordinator):
    with pytest.raises(StepRefused, match="審査が始まった"):
        publish_themes(CallFactory(screening=True), themes=[ThemeFactory(offered=True)], by=coordinator)
    assert publish_themes(CallFactory(screening=True), themes=[], by=coordinator) is None


def test_a_theme_that_citizens_read_changes_with_a_notice_alone(coordinator):
    theme = ThemeFactory(published=True, title="夜の公園", budget=None)
    theme.budget = 300_000
    with pytest.raises(ValidationError, match="お知らせ"):
        change_theme(theme, base_version=1, by=coordinator)
    theme.version = 1
    change_theme(theme, base_version=1, by=coordinator, notice="費用を書きました。")
    assert theme.call.notices.get().changes == [
        {"label": "テーマ「夜の公園」の見こむ費用", "before": "（なし）", "after": "300,000円"}
    ]


def test_a_published_theme_of_a_draft_call_changes_quietly(coordinator):
    theme = ThemeFactory(published=True, call=CallFactory(draft=True))
    theme.title = "新しい題"
    change_theme(theme, base_version=1, by=coordinator)
    assert theme.call.notices.count() == 0


def test_themes_stand_in_the_order_that_was_typed(coordinator):
    call = CallFactory()
    first, second, third = (ThemeFactory(published=True, call=call, position=n) for n in range(3))
    order_themes(call, positions={first.pk: 3, second.pk: 2, third.pk: 1}, by=coordinator)
    assert list(call.themes.published()) == [third, second, first]
