"""The questionnaire: added to, changed, put into another order. What somebody has answered is never edited.

A change to an answered question makes its next version, and the old answers stay with the old words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from ..enums import SurveyState
from ..models import Choice, Question, Survey
from .waves import copy_question

STEP = 10
REPLACED = "この設問には、もう新しい版があります。開き直してください。"
OVERTAKEN = "ほかの人が先に変えました。下の内容でよければ、もう一度保存してください。"
EDITABLE = (SurveyState.PREPARING, SurveyState.OPEN)


@dataclass(frozen=True)
class ChoiceText:
    """One choice as it is typed; without a code it is a new one."""

    label: str
    code: str = ""
    is_other: bool = False
    is_exclusive: bool = False


@transaction.atomic
def add_new_question(survey: Survey, *, choices: Sequence[ChoiceText], by, **fields) -> Question:
    """A question at the end of the questionnaire; whoever has submitted already is not asked it."""
    survey = _lock(survey)
    last = survey.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(survey=survey, code=free_question_code(survey), position=last + STEP, **fields)
    question._history_user = by
    question.save()
    _put_choices(question, choices)
    return question


@transaction.atomic
def change_question(
    question: Question, *, choices: Sequence[ChoiceText], base: str, by, **fields
) -> Question:
    """The question in other words: itself while nobody has answered, else its next version.

    `base`: its mark when this person opened it; where somebody else changed it since, nothing is kept.
    """
    _lock(question.survey)
    if mark_of(question) != base:
        raise ValidationError(OVERTAKEN, code="overtaken")
    question = _to_write(question, by=by)
    for name, value in fields.items():
        setattr(question, name, value)
    question._history_user = by
    question.save()
    _put_choices(question, choices)
    return question


@transaction.atomic
def change_rules(question: Question, rules: list[dict], *, by) -> Question:
    """Whom it is asked: itself while nobody has answered, else its next version."""
    question = _to_write(question, by=by)
    question.rules = rules
    question._history_user = by
    question.save(update_fields=["rules"])
    return question


@transaction.atomic
def move_question(question: Question, *, by_places: int) -> None:
    """Put it one place up (-1) or down (1) in the questionnaire, while nobody has answered anything."""
    survey = _lock(question.survey)
    _refuse_answered(survey)
    order = list(survey.questions.current())
    if question not in order:
        raise ValidationError(REPLACED, code="replaced")
    here = order.index(question)
    there = max(0, min(len(order) - 1, here + by_places))
    order.insert(there, order.pop(here))
    for number, each in enumerate(order, start=1):
        each.position = number * STEP
    Question.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_question(question: Question, *, by) -> None:
    """Take it out of the questionnaire, while nobody has answered it."""
    _lock(question.survey)
    if has_answers(question) or Question.objects.filter(replaced_by=question).exists():
        raise ValidationError("答えた人がいる設問は消せません。", code="answered")
    question._history_user = by
    question.delete()


def mark_of(question: Question) -> str:
    """What is another each time the question has been changed."""
    return str(question.history.values_list("history_id", flat=True).first())


def has_answers(question: Question) -> bool:
    """Whether anybody has answered it, if only in a draft."""
    return question.answers.exists()


def free_question_code(survey: Survey) -> str:
    taken = set(survey.questions.values_list("code", flat=True))
    number = len(taken) + 1
    while (code := f"Q{number}") in taken:
        number += 1
    return code


def _lock(survey: Survey) -> Survey:
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state not in EDITABLE:
        raise ValidationError("締め切った調査の設問は変えられません。", code="state")
    return survey


def _to_write(question: Question, *, by) -> Question:
    """The question itself, or where it has answers its next version, in its place."""
    survey = _lock(question.survey)
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.replaced_by_id is not None:
        raise ValidationError(REPLACED, code="replaced")
    if not has_answers(question):
        return question
    newer = copy_question(question, survey=survey, by=by, version=question.version + 1)
    question.replaced_by = newer
    question._history_user = by
    question.save(update_fields=["replaced_by"])
    question.categories.update(question=newer)  # what was put under a heading stays there
    return newer


def _refuse_answered(survey: Survey) -> None:
    if survey.respondents.filter(answers__isnull=False).exists():
        raise ValidationError("もう答えた人がいるので、順番は変えられません。", code="answered")


def _put_choices(question: Question, choices: Sequence[ChoiceText]) -> None:
    """Exactly these, in this order; a choice that was there keeps its code, and so the rules that name it.

    A new one never gets a code that an earlier version gave to another: its answers would count as the new one's.
    """
    question.choices.all().delete()
    codes = {choice.code for choice in choices if choice.code} | _codes_of_versions(question)
    rows = []
    for position, choice in enumerate(choices if question.has_choices else (), start=1):
        code = choice.code or _free_choice_code(codes, position)
        codes.add(code)
        rows.append(
            Choice(
                question=question,
                code=code,
                label=choice.label,
                is_other=choice.is_other,
                is_exclusive=choice.is_exclusive,
                position=position,
            )
        )
    Choice.objects.bulk_create(rows)


def _codes_of_versions(question: Question) -> set[str]:
    same = Choice.objects.filter(question__survey=question.survey_id, question__code=question.code)
    return set(same.values_list("code", flat=True))


def _free_choice_code(taken: set[str], number: int) -> str:
    while (code := f"c{number}") in taken:
        number += 1
    return code
