"""Keeping answers, and settling what was asked when a respondent submits."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from kyodo.workflow import move

from ..enums import QuestionUnit, RespondentState
from ..given import Given
from ..models import Answer, Question, Respondent, SurveyRow
from ..paper import as_given
from ..queries.surveys import routed_of
from ..routing import Routed, asked_in

Place = tuple[int, int | None]  # question, row (None: about the respondent)


class AnswerConflict(Exception):
    """Somebody else of the 課 changed the same answer meanwhile. `current` is the answer as it stands."""

    def __init__(self, current: Answer):
        super().__init__("ほかの人が先に保存しました。")
        self.current = current


@transaction.atomic
def save_answer(
    respondent: Respondent, question: Question, row: SurveyRow | None, given: Given, *, base_version: int, by
) -> Answer:
    """Keep one answer. `base_version`: the version this person started from, 0 where there was none yet."""
    answer = (
        Answer.objects.select_for_update().filter(respondent=respondent, question=question, row=row).first()
    )
    if (answer.version if answer else 0) != base_version and as_given(answer) != given:
        raise AnswerConflict(answer or Answer(respondent=respondent, question=question, row=row))
    answer = answer or Answer(respondent=respondent, question=question, row=row, version=0)
    if respondent.state == RespondentState.WAITING:
        move(respondent, "begin", by=None)
    fill_answer(answer, given, by)
    answer.save()
    return answer


def fill_answer(answer: Answer, given: Given, by) -> None:
    """Put what was given into an unsaved answer, as its next version. A heading goes with the words it was for."""
    if given.text != answer.text:
        answer.category = None
    answer.codes = ",".join(given.codes)
    answer.number = given.number
    answer.text = given.text
    answer.cells = [list(line) for line in given.cells]
    answer.version += 1
    answer.updated_by = answer._history_user = by


@transaction.atomic
def submit_answers(respondent: Respondent, *, by, is_proxy: bool = False) -> Respondent:
    """回答を出す: what was asked and left open is kept as 無回答, what is not asked any more is taken away."""
    move(respondent, "submit", by=by, submitted_at=timezone.now(), submitted_by=by, is_proxy=is_proxy)
    settle(respondent)
    return respondent


@transaction.atomic
def take_back_answers(respondent: Respondent, *, by, reason: str = "") -> Respondent:
    """Write on after all: by the respondent, or by the office with a reason. The numbers leave the tables meanwhile."""
    action = "return" if reason else "take_back"
    move(respondent, action, by=by, reason=reason, submitted_at=None, submitted_by=None)
    respondent.answers.update(is_counted=False)
    return respondent


def settle(respondent: Respondent) -> None:
    """Make the stored answers exactly those that were asked, and count them.

    Answers to an earlier version of a question stay as they are, with the old words; whoever submits again counts in
    the present version.
    """
    questions = list(respondent.survey.questions.current())
    routed = routed_of(respondent.survey)
    current = respondent.answers.filter(question__replaced_by__isnull=True)
    there: dict[Place, Answer] = {(answer.question_id, answer.row_id): answer for answer in current}
    asked = _asked_places(respondent, questions, routed, there)
    gone = [answer.pk for place, answer in there.items() if place not in asked]
    Answer.objects.filter(pk__in=gone).delete()
    Answer.objects.bulk_create(
        Answer(respondent=respondent, question_id=question, row_id=row, is_counted=True)
        for question, row in asked
        if (question, row) not in there
    )
    current.update(is_counted=True)


def _asked_places(
    respondent: Respondent,
    questions: list[Question],
    routed: list[Routed],
    there: Mapping[Place, Answer],
) -> set[Place]:
    """Every question (and row) that this respondent gets with the answers given."""
    by_code = {question.code: question for question in questions}
    own = _chosen(by_code, there, None)
    places: set[Place] = set()
    for unit, row in _units(respondent):
        answers = own | (_chosen(by_code, there, row.pk) if row else {})
        runs = row.runs if row else False
        for question in asked_in(routed, respondent.group, answers, runs=runs):
            if question.unit == unit:
                places.add((by_code[question.code].pk, row.pk if row else None))
    return places


def _units(respondent: Respondent):
    yield QuestionUnit.RESPONDENT, None
    for row in respondent.rows.all():
        yield QuestionUnit.PARTNER, row


def _chosen(by_code: Mapping[str, Question], there: Mapping[Place, Answer], row: int | None) -> dict:
    found = {}
    for code, question in by_code.items():
        if answer := there.get((question.pk, row)):
            found[code] = answer.chosen
    return found
