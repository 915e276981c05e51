"""A survey that the demo's staff member answers: one 課's paper half written, another's handed in."""

import datetime
import io

from django.utils import timezone

from kyodo.fiscal_year import FiscalYear
from kyodo.models import Draft
from reviews.actions.answering import submit_answers
from reviews.actions.running import open_survey
from reviews.actions.surveys import make_survey
from reviews.answer_form.kept import as_json
from reviews.answer_form.planning import plan_form
from reviews.answer_form.writing import write_answer_form
from reviews.models import Respondent, Survey
from reviews.queries.answering import paper_of
from tests.factories.surveys import AnswerFactory

CODE = "answered-here"


def survey(demo) -> Survey:
    """武蔵野市's questionnaire about the year before."""
    if found := Survey.objects.filter(code=CODE).first():
        return found
    by = demo.user("coordinator")
    made = make_survey(template="musashino", year=FiscalYear.current().previous, code=CODE, by=by)
    open_survey(made, due_on=timezone.localdate() + datetime.timedelta(days=10), by=by)
    submit_answers(made.respondents.exclude(division__in=_own(demo)).first(), by=by, is_proxy=True)
    return made


def _own(demo):
    return demo.user("staff").standing.division_ids


def paper(demo) -> Respondent:
    """That of the 課 of the staff member."""
    found = survey(demo).respondents.filter(division__in=_own(demo)).order_by("-group").last()
    if not found.answers.exists():
        row = found.rows.first()
        for code, text in (("P_CONTENT", "いっしょに冊子を作りました。"), ("P_PROGRAMME", "なし")):
            AnswerFactory(
                question=found.survey.questions.get(code=code),
                respondent=found,
                row=row,
                text=text,
                updated_by=demo.user("staff"),
            )
    return found


def tried(demo) -> Respondent:
    """The same, of which the coordinator has sent in an Excel form and not pressed 取り込む."""
    found, by = paper(demo), demo.user("coordinator")
    known = paper_of(found)
    plan = plan_form(write_answer_form(known, io.BytesIO()), "用紙.xlsx", known)
    Draft.objects.update_or_create(
        user=by,
        form_key=f"reviews.answer_form:{found.pk}",
        defaults={"data": {"answers": [as_json(plan.changes)]}},
    )
    return found


def handed_in(demo) -> Respondent:
    return survey(demo).respondents.filter(state="submitted").first()
