"""The pages on which a 課 answers a survey, part of `tests.browser.pages`."""

from django.urls import reverse

from tests.browser import made_answering

OWN = ("staff", "coordinator")


def of_paper(name: str, *more, make=made_answering.paper):
    return lambda demo: reverse(f"reviews:{name}", args=[make(demo).pk, *more])


def of_project(demo) -> str:
    paper = made_answering.paper(demo)
    return reverse("reviews:survey_answer_page", args=[paper.pk, f"row-{paper.rows.first().pk}"])


ADDRESSES = [
    ("survey-answer", OWN, of_paper("survey_answer")),
    ("survey-answer-done", ("coordinator",), of_paper("survey_answer", make=made_answering.handed_in)),
    ("survey-answer-project", OWN, of_project),
    ("survey-answer-part", OWN, of_paper("survey_answer_page", "part-3")),
    ("survey-answer-confirm", OWN, of_paper("survey_answer_confirm")),
    ("survey-answer-upload", ("staff",), of_paper("survey_answer_upload")),
    ("survey-answer-tried", ("coordinator",), of_paper("survey_answer_upload", make=made_answering.tried)),
]
