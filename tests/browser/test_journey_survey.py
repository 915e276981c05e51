"""A staff member answers a survey on a phone with the keyboard alone, loses the line, hands in and takes back."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from reviews.enums import ExperienceGroup, RespondentState
from reviews.models import Respondent
from tests.browser.hands import expect_said, tab_to
from tests.factories.surveys import (
    ChoiceFactory,
    QuestionFactory,
    RespondentFactory,
    SurveyFactory,
    SurveyRowFactory,
)
from tests.harness.browser import NARROW

PROJECTS = ("花だんの手入れ", "夜の見守り")


def paper_of(user) -> Respondent:
    """Two questions about each of two projects, and about the 課 one that asks another where it is answered no."""
    survey = SurveyFactory(open=True, due_on=timezone.localdate() + datetime.timedelta(days=5))
    of_row = {"survey": survey, "of_partner": True}
    QuestionFactory(
        **of_row, code="OUTCOME", text="成果は上がりましたか。", position=1, choices=["上がった", "まだ"]
    )
    QuestionFactory(**of_row, code="CONTENT", words=True, text="内容を教えてください。", position=2)
    wish = QuestionFactory(survey=survey, code="WISH", section="これから", text="続けますか。", position=3)
    ChoiceFactory(question=wish, code="yes", label="続ける", position=1)
    ChoiceFactory(question=wish, code="no", label="続けない", position=2)
    rules = [{"question": "WISH", "any_of": ["no"]}]
    merits = {"survey": survey, "section": "これから", "multiple": True, "position": 5}
    QuestionFactory(**merits, code="MERITS", text="よかったことは。", choices=["早い", "安い"])
    QuestionFactory(
        survey=survey,
        code="WHY",
        section="これから",
        words=True,
        text="なぜですか。",
        rules=rules,
        position=4,
    )
    division = user.posts.in_force().first().division
    respondent = RespondentFactory(survey=survey, division=division, group=ExperienceGroup.BEFORE_AND_NOW)
    for name in PROJECTS:
        SurveyRowFactory(respondent=respondent, project_name=name, partner_name="みほんの会")
    return respondent


def test_a_division_answers_on_a_phone_and_takes_back(open_page, demo):
    user = demo.user("staff")
    paper = paper_of(user)
    phone = open_page(width=NARROW, user=user)
    phone.goto(f"/reviews/surveys/{paper.survey.code}/")
    press(phone, phone.get_by_role("link", name="答える"))
    press(phone, phone.get_by_role("link", name="答え始める"))
    answer_project(phone, PROJECTS[0], lose_the_line=True)
    answer_project(phone, PROJECTS[1])
    answer_about_the_division(phone)
    press(phone, phone.get_by_role("button", name="回答を出す"))
    expect_said(phone, "回答を出しました")
    paper.refresh_from_db()
    assert paper.state == RespondentState.SUBMITTED
    assert sorted(paper.answers.values_list("question__code", "codes", "text")) == [
        *sorted(("CONTENT", "", f"{name}を週に一度") for name in PROJECTS),
        ("MERITS", "c2", ""),
        ("OUTCOME", "c1", ""),
        ("OUTCOME", "c1", ""),
        ("WHY", "", "人が足りない"),
        ("WISH", "no", ""),
    ]
    press(phone, phone.get_by_role("button", name="取り戻して書き直す"))
    expect_said(phone, "書き直せます")
    expect(phone.get_by_role("link", name="出す前の確認へ")).to_be_visible()


def press(phone, target) -> None:
    tab_to(phone, target)
    phone.keyboard.press("Enter")


def answer_project(phone, name: str, *, lose_the_line: bool = False) -> None:
    expect(phone.get_by_role("heading", name=name)).to_be_visible()
    tab_to(phone, phone.get_by_role("radio", name="上がった"))
    phone.keyboard.press("Space")
    tab_to(phone, phone.get_by_role("textbox", name="内容を教えてください。"))
    status = phone.locator("[data-autosave-text]")
    if lose_the_line:
        phone.context.set_offline(True)
    phone.keyboard.type(f"{name}を週に一度")
    if lose_the_line:
        expect(status).to_contain_text("保存できていません")
        phone.context.set_offline(False)
    expect(status).to_contain_text("保存しました")
    press(phone, phone.get_by_role("button", name="保存して次へ"))


def answer_about_the_division(phone) -> None:
    why = phone.get_by_role("textbox", name="なぜですか。")
    expect(phone.get_by_role("heading", name="これから")).to_be_visible()
    expect(why).to_be_hidden()
    tab_to(phone, phone.get_by_role("radio", name="続ける", exact=True))
    phone.keyboard.press("ArrowDown")
    tab_to(phone, why)
    phone.keyboard.type("人が足りない")
    tab_to(phone, phone.get_by_role("checkbox", name="安い"))
    phone.keyboard.press("Space")
    press(phone, phone.get_by_role("button", name="保存して次へ"))
    expect(phone.get_by_role("heading", name="出す前の確認")).to_be_visible()
    expect(phone.get_by_text("すべての設問に答えています")).to_be_visible()


def test_a_copy_in_the_browser_comes_back_and_two_at_once_are_told(open_page, demo):
    user = demo.user("staff")
    paper = paper_of(user)
    address = f"/reviews/surveys/answers/{paper.pk}/pages/part-1/"
    page = open_page(user=user)
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_role("radio", name="続けない").check()
    page.get_by_role("textbox", name="なぜですか。").fill("電波のないところで")
    page.get_by_role("checkbox", name="安い").check()
    expect(says(page)).to_contain_text("保存できていません")
    later = open_page(storage_state=page.context.storage_state())
    later.goto(address)
    later.get_by_role("button", name="書きかけを戻す").click()
    expect(later.get_by_role("textbox", name="なぜですか。")).to_have_value("電波のないところで")
    expect(says(later)).to_contain_text("保存しました")
    said = {"WISH": ("no", ""), "WHY": ("", "電波のないところで"), "MERITS": ("c2", "")}
    assert answers_of(paper) == said
    office = open_page(user=demo.user("coordinator"))
    office.goto(address)
    with later.expect_response("**/save/"):
        later.get_by_role("textbox", name="なぜですか。").fill("課が書いた")
    office.get_by_role("textbox", name="なぜですか。").fill("事務局が書いた")
    expect(says(office)).to_contain_text("ほかの人が先に保存しました")
    office.get_by_role("button", name="保存する", exact=True).last.click()
    for words in ("課が書いた", "事務局が書いた"):
        expect(office.get_by_role("group", name="なぜですか。")).to_contain_text(words)
    office.get_by_label("先に保存されたもの").check()
    office.get_by_role("button", name="保存する", exact=True).last.click()
    expect_said(office, "保存しました")
    assert answers_of(paper)["WHY"] == ("", "課が書いた")


def says(page):
    return page.locator("[data-autosave-text]")


def answers_of(paper) -> dict[str, tuple[str, str]]:
    rows = paper.answers.values_list("question__code", "codes", "text")
    return {code: (codes, text) for code, codes, text in rows}
