import pytest

from reviews.checking import problems_of
from reviews.enums import ExperienceGroup
from tests.factories.surveys import QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db

PAIR = ["続ける", "やめる"]


def found_in(survey) -> list[tuple[str, str, bool]]:
    return [(each.code, each.text, each.is_error) for each in problems_of(survey)]


def test_an_empty_survey_lacks_questions_and_respondents():
    assert found_in(SurveyFactory()) == [
        ("", "設問が一つもありません。", True),
        ("", "回答者がいません。", True),
    ]


def test_a_question_that_nobody_of_this_year_gets_is_only_told():
    survey = RespondentFactory(survey=SurveyFactory(), group=ExperienceGroup.NEVER).survey
    QuestionFactory(survey=survey, code="A", choices=PAIR, rules=[{"groups": ["3"]}])
    assert found_in(survey) == [("A", "今回の回答者には、聞かれる人がいません。", False)]


def test_errors_come_first():
    survey = RespondentFactory(survey=SurveyFactory(), group=ExperienceGroup.NEVER).survey
    QuestionFactory(survey=survey, code="A", choices=PAIR, rules=[{"groups": ["3"]}])
    QuestionFactory(survey=survey, code="B", table=True, columns=[])
    QuestionFactory(survey=survey, code="C", choices=["一つだけ"])
    assert [(code, is_error) for code, _, is_error in found_in(survey)] == [
        ("B", True),
        ("C", True),
        ("A", False),
    ]


def test_groups_have_no_experience_to_be_chosen_by():
    survey = RespondentFactory(group_asked=True, survey=SurveyFactory(of_groups=True)).survey
    QuestionFactory(survey=survey, code="A", words=True)
    assert found_in(survey) == []
    QuestionFactory(survey=survey, code="B", words=True, rules=[{"groups": ["1"]}])
    assert [code for code, _, is_error in found_in(survey) if is_error] == ["B"]
