"""A reviewer through twelve proposals by keyboard alone, on a desktop and on a phone; and with a lost connection."""

import pytest
from playwright.sync_api import expect

from projects.enums import ScoringState
from projects.models import Assignment, Score
from tests.browser.hands import expect_said, tab_to
from tests.harness.browser import NARROW, WIDE
from tests.projects.panels import screening

IN_CONFLICT, WITH_A_GAP, LEFT_FOR_LATER = 3, 6, 8  # of the twelve, counted from 0


@pytest.fixture
def round_(portal):
    """Twelve proposals of a call of their own, none declared yet."""
    return screening(proposals=12, weights=(3, 2, 1), undeclared=True)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_twelve_proposals_by_keyboard_alone(open_page, round_, width):
    page = open_page(width=width, user=round_.reviewer)
    page.goto("/projects/screening/")
    expect(page.get_by_text("12件中0件")).to_be_visible()
    press(page, page.get_by_role("link", name="利害関係を申し出る").first)
    for number in range(12):
        judge(page, number)
    judge_again(page)
    expect(page.get_by_text("11件中11件")).to_be_visible()
    assert states(round_) == {
        ScoringState.DONE: 10,
        ScoringState.GAPS: 1,
        ScoringState.CONFLICT: 1,
    }


def press(page, button) -> None:
    """Reach it with Tab and press Enter."""
    tab_to(page, button, at_most=120)
    page.keyboard.press("Enter")


def judge(page, number: int) -> None:
    """From the declaration of one proposal to that of the next."""
    expect(page.get_by_role("heading", name="この団体と、関わりがありますか")).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="関わりはない"))
    page.keyboard.press("Space")
    if number == IN_CONFLICT:
        page.keyboard.press("ArrowDown")
        press(page, page.get_by_role("button", name="申し出る"))
        expect_said(page, "この提案の審査から外れます")
        return
    press(page, page.get_by_role("button", name="申し出る"))
    score(page, number)


def score(page, number: int) -> None:
    criteria = page.locator("[data-rating-group]")
    for place in range(2 if number in (WITH_A_GAP, LEFT_FOR_LATER) else 3):
        tab_to(page, criteria.nth(place), at_most=120)
        if place == 2:  # the arrow keys go through the points as the browser's own radios do
            page.keyboard.press("3")
            page.keyboard.press("ArrowRight")
            expect(criteria.nth(place).get_by_role("radio", name="4")).to_be_checked()
        else:
            page.keyboard.press(str(1 + (number + place) % 5))
    if number == LEFT_FOR_LATER:
        press(page, page.get_by_role("button", name="保存して次へ"))
        return expect_said(page, "保存しました")
    press(page, page.get_by_role("button", name="この提案の採点を終える"))
    if number == WITH_A_GAP:
        expect(page.get_by_role("heading", name="空いている観点があります")).to_be_visible()
        press(page, page.get_by_role("button", name="空いたまま終える"))
    return expect_said(page, "採点を終えました")


def judge_again(page) -> None:
    """After the twelfth the page is that of the one which was left for later; finished, the list."""
    last = page.locator("[data-rating-group]").nth(2)
    expect(last).to_be_visible()
    tab_to(page, last, at_most=120)
    page.keyboard.press("5")
    press(page, page.get_by_role("button", name="この提案の採点を終える"))
    expect(page.get_by_role("heading", name="審査", exact=True)).to_be_visible()


def states(round_) -> dict:
    found: dict = {}
    for row in round_.assignments:
        assignment = Assignment.objects.get(pk=row[0].pk)
        scored = Score.objects.filter(assignment=assignment, value__isnull=False).count()
        state = assignment.scoring_state(1, scored, 3)
        found[state] = found.get(state, 0) + 1
    return found


def test_a_lost_connection_loses_no_score(open_page, portal):
    round_ = screening(weights=(1, 1))
    page = open_page(user=round_.reviewer)
    page.goto(f"/projects/screening/{round_.assignment.pk}/")
    status = page.locator("[data-autosave-status]")
    page.route("**/save/", lambda route: route.abort())
    page.get_by_role("group", name="試験の観点").first.locator("label").filter(has_text="4").click()
    page.get_by_role("textbox", name="全体について").fill("電車の中で書いた。")
    expect(status).to_contain_text("保存できていません")
    page.unroute("**/save/")
    expect(status).to_contain_text("保存しました")
    round_.assignment.refresh_from_db()
    assert (round_.assignment.comment, round_.assignment.scores.get().value) == ("電車の中で書いた。", 4)


def test_two_windows_of_one_reviewer_are_asked_about_the_same_field(open_page, portal):
    round_ = screening(weights=(1, 1))
    one, two = open_page(user=round_.reviewer), open_page(user=round_.reviewer)
    for page in (one, two):
        page.goto(f"/projects/screening/{round_.assignment.pk}/")
    for page, point, said in ((one, "2", "保存しました"), (two, "5", "別の画面で")):
        page.locator("[data-rating-group]").first.locator("label").filter(has_text=point).click()
        expect(page.locator("[data-autosave-status]")).to_contain_text(said)
    two.get_by_role("button", name="保存する", exact=True).click()
    two.get_by_role("radio", name="この画面で書いたもの").check()
    two.get_by_role("button", name="保存する", exact=True).click()
    expect_said(two, "保存しました")
    assert round_.assignment.scores.get().value == 5
