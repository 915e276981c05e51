"""A report from its template to its readers: written, warned of a percentage typed by hand, published, read."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.hands import expect_said
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, SurveyFactory

NUMBERS = itertools.count(1)


@pytest.fixture
def survey():
    """Published, of this test alone: four 課 have said what groups should improve."""
    survey = SurveyFactory(
        code=f"journey-{next(NUMBERS)}", published=True, template="musashino", title="報告する調査"
    )
    asked = {"code": "D_GROUPS", "text": "団体に、よりよくしてほしいことは何ですか。"}
    question = QuestionFactory(survey=survey, **asked, multiple=True, choices=["人を育てる", "企画の力"])
    for number in range(4):
        respondent = RespondentFactory(survey=survey, submitted=True, position=number)
        AnswerFactory(question=question, respondent=respondent, codes="c1" if number < 3 else "c2")
    return survey


def test_a_coordinator_writes_a_report_and_everybody_reads_it(open_page, demo, survey):
    page = open_page(user=demo.user("coordinator"))
    page.goto(f"/reviews/surveys/{survey.code}/report/")
    page.get_by_role("link", name="報告書を作る").click()
    page.get_by_role("radio", name="章だけの報告書").check()
    page.get_by_role("button", name="作る").click()
    expect_said(page, "報告書を作りました")

    page.get_by_role("link", name="図を足す").click()
    page.get_by_label("設問").select_option("D_GROUPS")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("figure")).to_contain_text("図表1　団体に、よりよくしてほしいことは何ですか。")

    page.get_by_role("link", name="文章を足す").click()
    page.get_by_label("設問").select_option("D_GROUPS")
    words = page.get_by_role("textbox", name="文")
    words.fill("昨年は6割でした。ことし多いのは")
    page.get_by_role("button", name="保存せずに、数を入れて見る").click()
    expect(page.get_by_text("手で打った割合：昨年は6割")).to_be_visible()
    words.press("Control+End")
    page.get_by_role("button", name="最も多い答えのことば").click()
    words.press_sequentially("の")
    page.get_by_role("button", name="最も多い答えの割合").click()
    words.press_sequentially("%です。")
    expect(words).to_have_value("昨年は6割でした。ことし多いのは{top.label}の{top.percent}%です。")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("ことし多いのは人を育てるの75.0%です。")).to_be_visible()
    expect(page.get_by_text("手で打った割合が1か所あります")).to_be_visible()

    page.get_by_role("link", name="公表する").click()
    page.get_by_role("checkbox", name="手で打った割合を、一つずつ確かめました").check()
    page.get_by_role("button", name="公表する").click()
    expect_said(page, "公表しました")
    read(open_page(width=390), survey)


def read(phone, survey) -> None:
    """A visitor, on a phone."""
    phone.goto(f"/reviews/surveys/{survey.code}/")
    phone.get_by_role("link", name="報告書").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("報告する調査 報告書")
    expect(phone.get_by_text("ことし多いのは人を育てるの75.0%です。")).to_be_visible()
    expect(phone.get_by_role("link", name="書く")).to_have_count(0)
    pdf = phone.get_by_role("link", name="PDF").get_attribute("href")
    assert phone.request.get(pdf).body()[:5] == b"%PDF-"
