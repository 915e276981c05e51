"""The pages on which the office runs a survey, part of `tests.browser.pages`."""

from django.urls import reverse

from tests.browser import made_surveys
from tests.harness.demo import VISITOR

RUNS = ("coordinator",)


def of_survey(name: str, *more, state: str = "running", query: str = ""):
    return lambda demo: (
        reverse(f"reviews:{name}", args=[getattr(made_surveys, state)(demo).code, *more]) + query
    )


def of_question(name: str, *, answered: bool = False, query: str = ""):
    return lambda demo: (
        reverse(f"reviews:{name}", args=[made_surveys.question(demo, answered=answered).pk]) + query
    )


def of_respondent(name: str, **lookups):
    return lambda demo: reverse(f"reviews:{name}", args=[made_surveys.respondent(demo, **lookups).pk])


ADDRESSES = [
    ("surveys", (*RUNS, "staff", VISITOR), "/reviews/surveys/"),
    ("survey-new", RUNS, "/reviews/surveys/new/"),
    ("survey-preparing", RUNS, of_survey("survey", state="preparing")),
    ("survey-open", (*RUNS, "staff"), of_survey("survey")),
    ("survey-edit", RUNS, of_survey("survey_edit")),
    ("survey-step-open", RUNS, of_survey("survey_step", "open", state="preparing")),
    ("survey-step-close", RUNS, of_survey("survey_step", "close")),
    ("survey-history", RUNS, of_survey("survey_history")),
    ("survey-remind", RUNS, of_survey("survey_remind")),
    ("survey-respondents", RUNS, of_survey("survey_respondents")),
    ("survey-respondents-add", RUNS, of_survey("respondents_add")),
    ("survey-respondent-group", RUNS, of_respondent("respondent_group", state="waiting")),
    ("survey-respondent-through", RUNS, of_respondent("respondent_through", state="waiting")),
    ("survey-respondent-return", RUNS, of_respondent("respondent_return", state="submitted")),
    ("survey-questions", RUNS, of_survey("survey_questions", state="preparing")),
    ("survey-questions-answered", (*RUNS, "staff"), of_survey("survey_questions")),
    ("survey-question-new", RUNS, of_survey("question_new")),
    ("survey-question", RUNS, of_question("question_edit")),
    ("survey-question-answered", RUNS, of_question("question_edit", answered=True)),
    ("survey-question-rules", RUNS, of_question("question_rules")),
    ("survey-question-rule", RUNS, of_question("question_rules", query="?question=D_CRITERIA")),
    ("survey-question-remove", RUNS, of_question("question_remove")),
    ("survey-preview", (*RUNS, "staff"), of_survey("survey_preview", query="?group=4")),
]
