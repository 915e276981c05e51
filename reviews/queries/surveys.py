"""Surveys, their questions and respondents, as pages and commands need them."""

from django.db.models import Prefetch

from ..enums import QuestionKind
from ..given import ChoiceOffered, QuestionOffered
from ..models import Choice, Question, Respondent, Survey
from ..routing import Routed, Rule


def visible_survey(user, code: str):
    """The one survey, where this person may see it."""
    return Survey.objects.visible_to(user).filter(code=code)


def own_respondent(user, pk: int):
    """The one respondent for which this person answers; every one for a coordinator."""
    rows = Respondent.objects.select_related("survey", "division", "organization", "answers_through")
    if not user.standing.is_coordinator:
        rows = rows.answered_by(user)
    return rows.filter(pk=pk)


def questions_of(survey: Survey) -> list[Question]:
    """The present questions in order, each with its choices: two queries."""
    return list(survey.questions.current().prefetch_related(Prefetch("choices", Choice.objects.all())))


def routed_of(survey: Survey) -> list[Routed]:
    """The present questions as the routing takes them."""
    return [routed(question) for question in questions_of(survey)]


def routed(question: Question) -> Routed:
    choices = list(question.choices.all())
    return Routed(
        question.code,
        question.text,
        question.unit,
        {choice.code: choice.label for choice in choices},
        tuple(map(Rule.read, question.rules)),
        is_single=question.kind != QuestionKind.MULTIPLE,
        exclusive=frozenset(choice.code for choice in choices if choice.is_exclusive),
    )


def offered(question: Question) -> QuestionOffered:
    """The question as answers are read against it."""
    choices = tuple(
        ChoiceOffered(choice.code, choice.label, choice.is_other, choice.is_exclusive)
        for choice in question.choices.all()
    )
    return QuestionOffered(
        question.code, QuestionKind(question.kind), question.text, choices, tuple(question.columns)
    )
