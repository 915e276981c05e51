import datetime

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.models import Letter
from kyodo.workflow import StepRefused
from reviews.actions.running import close_survey, open_survey, remind_missing, return_answers
from tests.factories.organizations import PostFactory
from tests.factories.surveys import AnswerFactory, QuestionFactory, RespondentFactory, SurveyFactory

pytestmark = pytest.mark.django_db

DUE_ON = datetime.date(2027, 1, 31)


@pytest.fixture
def coordinator():
    return PostFactory(coordinator=True).user


@pytest.fixture(autouse=True)
def _today(at):
    at(2027, 1, 10)


def test_one_person_gets_one_letter_about_all_their_divisions(coordinator):
    first = RespondentFactory(survey=SurveyFactory())
    second = RespondentFactory(survey=first.survey)
    QuestionFactory(survey=first.survey, words=True)
    person = PostFactory(division=first.division).user
    PostFactory(division=second.division, user=person)
    open_survey(first.survey, due_on=DUE_ON, by=coordinator)
    letter = Letter.objects.get(kind="survey_sent")
    assert (letter.recipient, letter.url) == (person, f"/reviews/surveys/{first.survey.code}/")
    assert f"{first.name}、{second.name}" in letter.body


def test_only_a_coordinator_opens_a_survey():
    respondent = RespondentFactory(survey=SurveyFactory())
    QuestionFactory(survey=respondent.survey, words=True)
    with pytest.raises(PermissionDenied):
        open_survey(
            respondent.survey, due_on=DUE_ON, by=PostFactory(promoter=True, division=respondent.division).user
        )


def test_closing_thanks_and_says_who_answered(coordinator):
    respondent = RespondentFactory(submitted=True)
    PostFactory(division=respondent.division)
    close_survey(respondent.survey, by=coordinator)
    assert f"{respondent.name}（回答済み）" in Letter.objects.get(kind="survey_closed").body


def test_a_survey_that_is_not_open_reminds_nobody():
    with pytest.raises(StepRefused):
        remind_missing(SurveyFactory(closed=True))


def test_an_answer_is_returned_with_the_reason_and_leaves_the_numbers(coordinator):
    respondent = RespondentFactory(submitted=True)
    PostFactory(division=respondent.division)
    answer = AnswerFactory(question=QuestionFactory(survey=respondent.survey), respondent=respondent)
    return_answers(respondent, reason="人数が前年の10倍です。", by=coordinator)
    answer.refresh_from_db()
    assert (respondent.state, answer.is_counted) == ("writing", False)
    assert "人数が前年の10倍です。" in Letter.objects.get(kind="survey_returned").body


@pytest.mark.parametrize(("trait", "reason"), [("closed", "直してください。"), ("open", " ")])
def test_an_answer_cannot_be_returned_without_a_reason_or_after_the_end(coordinator, trait, reason):
    respondent = RespondentFactory(survey=SurveyFactory(**{trait: True}), submitted=True)
    with pytest.raises(StepRefused):
        return_answers(respondent, reason=reason, by=coordinator)
    respondent.refresh_from_db()
    assert respondent.state == "submitted"
