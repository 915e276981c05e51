import pytest

from kyodo.fiscal_year import FiscalYear
from reviews.actions.waves import copy_wave, free_code
from tests.factories.organizations import PostFactory
from tests.factories.surveys import ChoiceFactory, QuestionFactory, SurveyFactory, TextCategoryFactory

pytestmark = pytest.mark.django_db

YEAR = FiscalYear(2026)


def test_the_next_wave_asks_the_present_questions_of_the_last():
    coordinator = PostFactory(coordinator=True)
    last = SurveyFactory(published=True, template="yearly", fiscal_year=2025, hide_below=3, title="年次調査")
    rules = [{"groups": ["1"]}]
    present = QuestionFactory(survey=last, code="KEEP", version=2, rules=rules, choices=["続けたい"])
    ChoiceFactory(question=present, exclusive=True, position=9)
    QuestionFactory(survey=last, code="KEEP", replaced_by=present, choices=["続ける"])
    made = copy_wave(last, year=YEAR, by=coordinator.user)
    assert (made.code, made.title, made.previous) == ("yearly-2026", "年次調査（令和8年度）", last)
    assert (made.state, made.due_on, made.hide_below) == ("preparing", None, 3)
    question = made.questions.get()
    assert (question.code, question.version, question.rules) == ("KEEP", 1, rules)
    assert list(question.choices.values_list("code", "label", "is_exclusive")) == [
        ("c1", "続けたい", False),
        ("none", "特にない", True),
    ]
    assert [each.division for each in made.respondents.all()] == [coordinator.division]


def test_the_next_wave_groups_words_under_the_same_headings():
    heading = TextCategoryFactory(question__survey__published=True, label="人手")
    made = copy_wave(heading.question.survey, year=YEAR, by=PostFactory(coordinator=True).user)
    assert list(made.questions.get().categories.values_list("label", flat=True)) == ["人手"]


def test_a_code_is_free_for_one_survey_alone():
    SurveyFactory(code="yearly-2026")
    assert [free_code(name) for name in ("yearly-2026", "yearly-2027", "new")] == [
        "yearly-2026-2",
        "yearly-2027",
        "new-2",
    ]
