"""Surveys as the office runs them: the demo's in 回答受付, and one in 作成, made once for the pages that show it."""

from kyodo.fiscal_year import FiscalYear
from reviews.actions.surveys import make_survey
from reviews.models import Question, Respondent, Survey

PREPARING = "office-preparing"


def preparing(demo) -> Survey:
    """武蔵野市's questionnaire with a question too few choices."""
    if found := Survey.objects.filter(code=PREPARING).first():
        return found
    by = demo.user("coordinator")
    survey = make_survey(template="musashino", year=FiscalYear.current().previous, code=PREPARING, by=by)
    survey.questions.get(code="D_WISH").choices.exclude(code="yes").delete()
    return survey


def running(demo) -> Survey:
    """The demo's short yearly one: some 課 have answered, one writes, the others have not begun."""
    return demo.first("reviews.Survey", template="yearly", state="open")


def question(demo, *, answered: bool = False) -> Question:
    """One of the survey in 作成, or one that somebody has answered."""
    survey = running(demo) if answered else preparing(demo)
    return survey.questions.get(code="D_CONTINUE")


def respondent(demo, **lookups) -> Respondent:
    return running(demo).respondents.filter(**lookups).first()
