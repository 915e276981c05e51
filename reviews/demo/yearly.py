"""The yearly survey of the demo, of three years: two published, the newest open, some 課 done and one in the middle."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from kyodo.fiscal_year import FiscalYear
from kyodo.workflow import move
from organizations.enums import PostRole
from organizations.models import Post, User

from ..actions.answering import save_answer, submit_answers
from ..actions.respondents import set_group
from ..actions.surveys import make_survey
from ..enums import ExperienceGroup
from ..given import Given
from ..models import Question, Respondent, Survey, SurveyRow
from .past import Days, answer_through, move_back

DONE = {"児童青少年課", "高齢者支援課", "見本防災課"}  # in the open wave
WRITING = "文化振興課"
THROUGH = ("見本共生課", "協働コミュニティ課")
BEFORE_THE_RECORDS = "見本地域課だったころの協働が、ポータルに入っていません"
OUTCOMES = ["achieved", "achieved", "undecided"]
TROUBLES = [
    "担当がかわる時期に、話が途切れやすい。",
    "",
    "会場の予約が重なることがある。",
    "",
]
Place = tuple[str, SurveyRow | None, Given]  # the code of a question, and what is said of the row


def make_yearly(today: datetime.date, *, by: User) -> None:
    newest = FiscalYear.of(today).previous
    for year in (newest.previous.previous, newest.previous):
        days = _days(year)
        survey = _open(year, days.due, by)
        for number, respondent in enumerate(_asked(survey)):
            _answer(respondent, number, is_done=True)
        move(survey, "close", by=by)
        move(survey, "publish", by=by)
        move_back(survey, days)
    survey = _open(newest, today + datetime.timedelta(days=10), by)
    answer_through(survey, *THROUGH, by=by)
    overridden = survey.respondents.get(name=THROUGH[0])
    set_group(overridden, group=ExperienceGroup.BEFORE_ONLY, reason=BEFORE_THE_RECORDS, by=by)
    for number, respondent in enumerate(_asked(survey)):
        if respondent.name in {*DONE, WRITING}:
            _answer(respondent, number, is_done=respondent.name != WRITING)


def _open(year: FiscalYear, due_on: datetime.date, by: User) -> Survey:
    """As a survey opens, without the letters: nobody of the demo reads them."""
    survey = make_survey(template="yearly", year=year, by=by)
    return move(survey, "open", by=by, due_on=due_on)


def _days(year: FiscalYear) -> Days:
    def day(month: int, date: int) -> datetime.date:
        return datetime.date(year.year + 1, month, date)

    return Days(made=day(4, 20), open=day(5, 1), due=day(5, 31), close=day(6, 3), publish=day(7, 15))


def _asked(survey: Survey):
    return survey.respondents.filter(answers_through__isnull=True).select_related("division", "survey")


def _answer(respondent: Respondent, number: int, *, is_done: bool) -> None:
    """By the 課's own person; by the office where the 課 has nobody. Whoever is not done has said the first thing."""
    questions = {question.code: question for question in respondent.survey.questions.all()}
    posts = Post.objects.filter(division=respondent.division_id).exclude(role=PostRole.ADMINISTRATOR)
    own = posts.select_related("user").first()
    by = own.user if own else User.objects.get(email="coordinator@kyodo.example")
    places = list(_said(respondent, number, questions))
    for code, row, given in places if is_done else places[:1]:
        save_answer(respondent, questions[code], row, given, base_version=0, by=by)
    if is_done:
        submit_answers(respondent, by=by, is_proxy=own is None)


def _said(respondent: Respondent, number: int, questions: dict[str, Question]) -> Iterator[Place]:
    year = respondent.survey.fiscal_year
    forms = dict(questions["P_FORM"].choices.values_list("label", "code"))
    for row in respondent.rows.select_related("partner__project_year__form"):
        yield "P_FORM", row, Given((forms[row.partner.project_year.form.name],))
        yield "P_OUTCOME", row, Given((OUTCOMES[(number + year) % 3],))
        yield "P_PEOPLE", row, Given(number=Decimal(60 + 25 * number + 10 * (year % 10)))
    if respondent.group in (ExperienceGroup.BEFORE_AND_NOW, ExperienceGroup.NOW_ONLY):
        yield "D_TOGETHER", None, Given((str(3 + (number + year) % 3),))
        yield "D_CONTINUE", None, Given(("continue" if number % 4 else "unknown",))
    else:
        yield "D_WISH", None, Given((["no", "unknown", "yes"][(number + year) % 3],))
    if words := TROUBLES[number % len(TROUBLES)]:
        yield "D_TROUBLE", None, Given(text=words)
