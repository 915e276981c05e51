"""The surveys of the demo: that of 武蔵野市 with the counts of its report, and a short yearly one, of late open."""

import datetime
import io

from kyodo.fiscal_year import FiscalYear
from kyodo.tables import Page, write_workbook
from kyodo.workflow import move
from organizations.models import User

from ..actions.bulk_answers import import_answers
from ..actions.surveys import make_survey
from ..actions.text_headings import add_heading, put_under
from ..bulk.layout import layout_of
from ..enums import QuestionUnit
from ..models import Answer, Choice, Respondent, Survey
from .musashino import division_lines, headings, musashino, partner_lines
from .past import Days, answer_through, move_back
from .report import make_musashino_report
from .yearly import make_yearly

CODE = "musashino"
YEAR = FiscalYear(2010)
THROUGH = ("武蔵野プレイス開設準備室", "生涯学習スポーツ課")  # was not open yet
RUN = Days(
    made=datetime.date(2011, 6, 20),
    open=datetime.date(2011, 7, 1),
    due=datetime.date(2011, 7, 29),
    close=datetime.date(2011, 8, 5),
    publish=datetime.date(2012, 3, 15),
)


def make_surveys(today: datetime.date) -> None:
    """`musashino` published; `yearly-…` of two past years published, of the last one open and half answered."""
    coordinator = User.objects.get(email="coordinator@kyodo.example")
    make_musashino_report(_make_musashino(coordinator), by=coordinator)
    make_yearly(today, by=coordinator)


def _make_musashino(by: User) -> Survey:
    survey = make_survey(template="musashino", year=YEAR, code=CODE, by=by)
    _forget_who_is_asked(survey)
    _offer_its_own_forms(survey)
    move(survey, "open", by=by, due_on=RUN.due)
    _take_in(survey, by)
    _put_under_headings(survey, by)
    answer_through(survey, *THROUGH, by=by)
    move(survey, "close", by=by)
    move(survey, "publish", by=by)
    move_back(survey, RUN)
    return survey


def _forget_who_is_asked(survey: Survey) -> None:
    """The city of the demo is another one, with other 課."""
    survey.respondents.all().delete()
    Respondent.history.filter(survey_id=survey.pk).delete()


def _offer_its_own_forms(survey: Survey) -> None:
    """The nine forms of the document in place of those that the demo's city has."""
    forms = [form["name"] for form in musashino()["partners"]["forms"]]
    for question in survey.questions.filter(code__in=["P_FORM", "D_FORMS"]):
        question.choices.all().delete()
        Choice.objects.bulk_create(
            Choice(question=question, code=f"form{number}", label=name, position=number)
            for number, name in enumerate(forms, start=1)
        )


def _take_in(survey: Survey, by: User) -> None:
    """By the workbook, as an office would that has the answers of a survey made elsewhere."""
    lines = {QuestionUnit.PARTNER: partner_lines(), QuestionUnit.RESPONDENT: division_lines()}
    pages = []
    for sheet in layout_of(survey).sheets:
        codes = [column.code for column in sheet.columns]
        rows = [[line.get(code, "") for code in codes] for line in lines[sheet.unit]]
        pages.append(Page(sheet.name, [codes, [column.label for column in sheet.columns]], rows))
    report = import_answers(survey, write_workbook(pages, file=io.BytesIO()), "answers.xlsx", by=by)
    if report.errors:
        raise ValueError(f"the demo's answers do not fit its questionnaire: {report.errors[:3]}")


def _put_under_headings(survey: Survey, by: User) -> None:
    for code, groups in headings().items():
        question = survey.questions.get(code=code)
        made = {
            text: add_heading(question, label).pk for label, texts in groups.items() for text in texts[:1]
        }
        places = {text: made[texts[0]] for texts in groups.values() for text in texts}
        answers = Answer.objects.filter(question=question).exclude(text="")
        put_under(question, {answer.pk: places[answer.text] for answer in answers}, by=by)
