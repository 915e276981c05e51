"""Surveys as the office runs them, made once for the pages that show them: one in 作成, one in 回答受付."""

import datetime

from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from reviews.actions.answering import submit_answers
from reviews.actions.running import open_survey
from reviews.actions.surveys import make_survey
from reviews.models import Question, Respondent, Survey
from tests.factories.surveys import AnswerFactory

PREPARING, OPEN = "office-preparing", "office-open"


def preparing(demo) -> Survey:
    """武蔵野市's questionnaire with a question too few choices."""
    if found := Survey.objects.filter(code=PREPARING).first():
        return found
    by = demo.user("coordinator")
    survey = make_survey(template="musashino", year=FiscalYear.current().previous, code=PREPARING, by=by)
    survey.questions.get(code="D_WISH").choices.exclude(code="yes").delete()
    return survey


def running(demo) -> Survey:
    """The short yearly one, in which one 課 has answered, one writes, and one answers through another."""
    if found := Survey.objects.filter(code=OPEN).first():
        return found
    by = demo.user("coordinator")
    survey = make_survey(template="yearly", year=FiscalYear.current().previous, code=OPEN, by=by)
    open_survey(survey, due_on=timezone.localdate() + datetime.timedelta(days=10), by=by)
    done, writing, through = survey.respondents.all()[:3]
    question = survey.questions.get(code="D_CONTINUE")
    AnswerFactory(question=question, respondent=writing, codes="continue")
    submit_answers(done, by=by, is_proxy=True)
    through.answers_through = done
    through.save()
    return survey


def question(demo, *, answered: bool = False) -> Question:
    """One of the survey in 作成, or one that somebody has answered."""
    survey = running(demo) if answered else preparing(demo)
    return survey.questions.get(code="D_CONTINUE")


def respondent(demo, **lookups) -> Respondent:
    return running(demo).respondents.filter(**lookups).first()
