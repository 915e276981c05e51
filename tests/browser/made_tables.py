"""A survey with the counts of 武蔵野市, for the pages of its tables; the demo has no answers of its own to show so."""

import io
import tempfile
from pathlib import Path

from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.workflow import move
from reviews.actions.bulk_answers import import_answers
from reviews.actions.surveys import make_survey
from reviews.actions.text_headings import add_heading, put_under
from reviews.bulk.writing import write_form
from reviews.models import Answer, Question, Survey
from tests.reviews.musashino import DIVISIONS, PARTNERS, division_lines, fill_in, partner_lines

CODE, YEAR = "tables", FiscalYear(2010)
WORDS = ("人を育てる研修をしてほしい", "事務の手伝いがあるとよい", "話し合う場をふやしたい")


def tabulated(demo) -> Survey:
    """回答受付, everybody of the report has answered. The demo's city has other forms: those are left out."""
    if found := Survey.objects.filter(code=CODE).first():
        return found
    survey = make_survey(template="musashino", year=YEAR, code=CODE, by=demo.user("coordinator"))
    partners = [{code: cell for code, cell in line.items() if code != "P_FORM"} for line in partner_lines()]
    divisions = [
        {code: cell for code, cell in line.items() if code != "D_FORMS"} for line in division_lines()
    ]
    for line, words in zip(divisions, WORDS, strict=False):
        line["D_GROUPS_TEXT"] = words
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.xlsx"
        form.write_bytes(write_form(survey, io.BytesIO()).getvalue())
        fill_in(form, {PARTNERS: partners, DIVISIONS: divisions})
        with form.open("rb") as file:
            report = import_answers(survey, file, form.name, by=demo.user("coordinator"))
    assert report.errors == []
    return move(survey, "open", by=demo.user("coordinator"), due_on=timezone.localdate())


def words(demo) -> Question:
    """A question in words with a heading, one answer under it."""
    question = tabulated(demo).questions.get(code="D_GROUPS_TEXT")
    if not question.categories.exists():
        heading = add_heading(question, "人づくり")
        answer = Answer.objects.filter(question=question).exclude(text="").first()
        put_under(question, {answer.pk: heading.pk}, by=demo.user("coordinator"))
    return question
