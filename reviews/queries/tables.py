"""A survey's numbers: the database counts equal answers, `reviews.tabulation` turns them into a table.

Only what respondents have submitted is counted. However many answers there are, the database gives back one row for
each combination of codes that anybody chose.
"""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Subquery

from ..enums import ExperienceGroup, QuestionKind, QuestionUnit
from ..models import Answer, Question
from ..tabulation import Asked, Chosen, Crossing, Figures, Option, Table, cross, figures, tabulate

GROUP = "group"  # 属性①–④
EXPERIENCE = "experience"  # 協働の実績の有無
ATTRIBUTES = {
    GROUP: Asked(GROUP, "属性", tuple(Option(each.value, each.label) for each in ExperienceGroup)),
    EXPERIENCE: Asked(EXPERIENCE, "協働の実績", (Option("yes", "実績あり"), Option("no", "実績なし"))),
}


def asked_of(question: Question) -> Asked:
    options = tuple(Option(choice.code, choice.label) for choice in question.choices.all())
    return Asked(question.code, question.text, options, question.kind != QuestionKind.MULTIPLE)


def table_of(question: Question) -> Table:
    """One question of single or several choices, or a scale."""
    rows = _answers(question).values_list("codes").annotate(times=Count("pk")).order_by()
    counted = ((_split(codes), times) for codes, times in rows)
    return tabulate(asked_of(question), counted, small_n=question.survey.small_n)


def crossing_of(question: Question, by: Question | str) -> Crossing:
    """One question by another (of the same unit, or one about the respondent), or by an attribute's name."""
    answers = _answers(question)
    if isinstance(by, str):
        asked, rows = ATTRIBUTES[by], _by_attribute(answers, by)
    else:
        asked, rows = asked_of(by), _by_question(answers, question, by)
    return cross(asked_of(question), asked, rows, small_n=question.survey.small_n)


def figures_of(question: Question) -> Figures:
    """A question for a number."""
    answers = _answers(question)
    rows = answers.values_list("number").annotate(times=Count("pk")).order_by()
    return figures(rows, asked=answers.count())


def _answers(question: Question):
    return Answer.objects.filter(question__survey=question.survey_id, question__code=question.code).counted()


def _split(codes: str | None) -> Chosen:
    return None if codes is None else tuple(codes.split(",")) if codes else ()


def _by_attribute(answers, name: str) -> Iterable[tuple[Chosen, Chosen, int]]:
    rows = answers.values_list("codes", "respondent__group").annotate(times=Count("pk")).order_by()
    for codes, group, times in rows:
        if name == EXPERIENCE:
            group = "yes" if group in ExperienceGroup.with_experience() else "no" if group else ""
        yield _split(codes), (group,) if group else None, times


def _by_question(answers, question: Question, by: Question) -> Iterable[tuple[Chosen, Chosen, int]]:
    """Joined by the row where both are about partner rows, else by the respondent."""
    others = Answer.objects.filter(question__survey=by.survey_id, question__code=by.code, is_counted=True)
    if by.unit == QuestionUnit.PARTNER and question.unit == QuestionUnit.PARTNER:
        other = others.filter(row=OuterRef("row"))
    else:
        other = others.filter(respondent=OuterRef("respondent"), row__isnull=True)
    rows = (
        answers.annotate(other=Subquery(other.values("codes")[:1]))
        .values_list("codes", "other")
        .annotate(times=Count("pk"))
        .order_by()
    )
    return ((_split(codes), _split(other), times) for codes, other, times in rows)
