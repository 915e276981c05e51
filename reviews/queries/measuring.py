"""A question or an attribute as the database counts it: which answers, by what value, and what the values are called.

A value is the text that equal answers share: the chosen codes, or for words the heading under which they were put.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.db.models import (
    Case,
    CharField,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Concat

from ..enums import QuestionKind, QuestionUnit, SurveyAudience, SurveyState
from ..models import Answer, Question, Survey
from ..survey_templates import BLANK
from ..tabulation import NO_ANSWER, Asked, Chosen, Option

GROUP = "group"  # 属性①–④
EXPERIENCE = "experience"  # 協働の実績の有無
DIVISION = "division"
FORM = "form"
PARTNER_KIND = "partner_kind"
YEAR = "year"  # the waves of the same questionnaire
ATTRIBUTES = {
    GROUP: "属性",
    EXPERIENCE: "協働の実績",
    DIVISION: "課",
    FORM: "協働の形態",
    PARTNER_KIND: "相手の種類",
    YEAR: "年度",
}
NOT_GROUPED = "not_grouped"
GIVEN = "given"


class CannotCross(ValueError):
    """The survey cannot be counted by this; the message says why."""


@dataclass(frozen=True)
class By:
    """What a table is crossed by: `join` gives the answers the value `name`, `read` makes codes of it.

    `holds` is the condition that the value `name` holds a code. `is_repeated`: an answer may come with several
    values, in a row each.
    """

    asked: Asked
    join: Callable
    read: Callable[[object], Chosen]
    is_repeated: bool = False
    holds: Callable[[str, str], Q] = field(default=lambda name, code: value_holds(name, code))


@dataclass(frozen=True)
class Measured:
    """A question in all its versions. Old answers stand under the choices of their time."""

    question: Question
    versions: tuple[Question, ...]

    @property
    def answers(self):
        return Answer.objects.counted().filter(question__in=[each.pk for each in self.versions])

    def asked(self, used: Iterable[str] = (), *, counted: str = "") -> Asked:
        """The question with its present choices, and those of older versions that somebody chose."""
        options, used = list(options_of(self.question)), set(used)
        for older in self.versions:
            there = {option.code for option in options}
            options += [
                replace(each, label=f"{each.label}（前の版）")
                for each in options_of(older)
                if each.code in used - there
            ]
        single = self.question.kind != QuestionKind.MULTIPLE
        return Asked(
            self.question.code,
            self.question.text,
            tuple(options),
            single,
            counted or counted_of(self.question),
        )

    def reader(self) -> Callable[[object], Chosen]:
        """`read_value`, but a heading of another wave is the present one of the same name."""
        present = {option.label: option.code for option in options_of(self.question)}
        is_text = self.question.kind == QuestionKind.TEXT
        older = [option for version in self.versions if is_text for option in options_of(version)]
        same = {option.code: present.get(option.label, option.code) for option in older}

        def read(value: object) -> Chosen:
            chosen = read_value(value)
            return chosen and tuple(same.get(code, code) for code in chosen)

        return read

    @property
    def steps(self) -> dict[str, int]:
        """A scale's codes as numbers: what they say, or where one is a word, their places from 1 on."""
        found: dict[str, int] = {}
        for version in reversed(self.versions):
            codes = [choice.code for choice in version.choices.all()]
            are_numbers = all(code.isdecimal() for code in codes)
            found |= {code: int(code) if are_numbers else place for place, code in enumerate(codes, start=1)}
        return found

    def value(self, prefix: str = ""):
        """The expression of the answer's value; NULL where a joined answer is not there."""
        kind = self.question.kind
        if kind in QuestionKind.with_choices():
            return F(f"{prefix}codes")
        text = CharField()
        blank = {
            QuestionKind.NUMBER: {"number__isnull": True},
            QuestionKind.TEXT: {"text": ""},
            QuestionKind.TABLE: {"cells": []},
        }[QuestionKind(kind)]
        name, value = next(iter(blank.items()))
        whens = [
            When(Q(**{f"{prefix}pk__isnull": True}), then=Value(None, output_field=text)),
            When(Q(**{f"{prefix}{name}": value}), then=Value("")),
        ]
        if kind != QuestionKind.TEXT:
            return Case(*whens, default=Value(GIVEN), output_field=text)
        whens.append(When(Q(**{f"{prefix}category__isnull": True}), then=Value(NOT_GROUPED)))
        heading = Concat(Value("c"), Cast(f"{prefix}category_id", text), output_field=text)
        return Case(*whens, default=heading, output_field=text)


def with_questions(survey: Survey) -> Survey:
    """The survey with every version of its questions, their choices and headings: three queries, once an instance."""
    prefetch_related_objects([survey], "questions__choices", "questions__categories")
    return survey


def current_questions(survey: Survey) -> list[Question]:
    return [each for each in with_questions(survey).questions.all() if each.replaced_by_id is None]


def measured(question: Question) -> Measured:
    """In all its versions, the newest first. One of another kind, or about something else, is another question."""
    every = with_questions(question.survey).questions.all()
    versions = sorted(
        (each for each in every if is_alike(each, question)), key=lambda each: each.version, reverse=True
    )
    present = next(each for each in versions if each.pk == question.pk)
    return Measured(present, tuple(versions))


def is_alike(one: Question, other: Question) -> bool:
    """Whether the answers to both, of whatever survey, can stand in one table."""
    return (one.code, one.unit) == (other.code, other.unit) and one.kind in kinds_beside(other)


def kinds_beside(question: Question) -> tuple[str, ...]:
    """Kinds of questions whose answers are told in the same way."""
    kinds = tuple(QuestionKind.with_choices())
    return kinds if question.kind in kinds else (question.kind,)


def alike(question: Question) -> QuerySet[Question]:
    """The questions that are alike, of any survey."""
    return Question.objects.filter(code=question.code, unit=question.unit, kind__in=kinds_beside(question))


def options_of(question: Question) -> tuple[Option, ...]:
    if question.has_choices:
        return tuple(
            Option(choice.code, choice.label, choice.is_other or choice.is_exclusive)
            for choice in question.choices.all()
        )
    if question.kind == QuestionKind.TEXT:
        headings = (Option(f"c{each.pk}", each.label) for each in question.categories.all())
        return (*headings, Option(NOT_GROUPED, "未分類", is_last=True))
    return (Option(GIVEN, "回答あり"),)


def counted_of(question: Question) -> str:
    """What one of n is."""
    if question.unit == QuestionUnit.PARTNER:
        return "協働の相手"
    return "課" if question.survey.audience == SurveyAudience.DIVISIONS else "団体"


def read_value(value: object) -> Chosen:
    """「a,b」 is ("a", "b"); empty is 無回答; None was not asked."""
    return None if value is None else tuple(str(value).split(",")) if value != "" else ()


def value_holds(name: str, code: str) -> Q:
    """The condition that a value holds this code, 無回答 being one."""
    if code == NO_ANSWER:
        return Q(**{name: ""})
    ways = {"": code, "__startswith": f"{code},", "__endswith": f",{code}", "__contains": f",{code},"}
    return Q(*((f"{name}{lookup}", text) for lookup, text in ways.items()), _connector=Q.OR)


def by_question(question: Question, other: Question) -> By:
    """Joined by the row where both are about partner rows, else by the respondent."""
    about_rows = other.unit == QuestionUnit.PARTNER
    path = "row__answers" if about_rows and question.unit == other.unit else "respondent__answers"
    there = measured(other)
    condition = Q(
        **{f"{path}__question__in": [each.pk for each in there.versions], f"{path}__is_counted": True}
    )

    def join(answers, name: str):
        relation = {f"{name}_of": FilteredRelation(path, condition=condition)}
        return answers.annotate(**relation).annotate(**{name: there.value(f"{name}_of__")})

    return By(_asked_in_all(there), join, read_value, is_repeated=about_rows and question.unit != other.unit)


def _asked_in_all(there: Measured) -> Asked:
    if len(there.versions) == 1:
        return there.asked()
    values = there.answers.values_list(there.value(), flat=True).distinct().order_by()
    return there.asked({code for value in values for code in read_value(value)})


def waves_of(survey: Survey, *, published: bool = False) -> list[Survey]:
    """The survey and what came before it of the same questionnaire, the oldest first.

    A blank questionnaire is the same only where one survey was made from the other. `published`: of those before it
    the ones that everybody may read.
    """
    if survey.template in ("", BLANK):
        before, done = [], {survey.pk}
        while (last := (before or [survey])[-1].previous) is not None and last.pk not in done:
            before.append(last)
            done.add(last.pk)
    else:
        same = Survey.objects.filter(template=survey.template, fiscal_year__lt=survey.fiscal_year)
        before = same.order_by("-fiscal_year", "-pk")
    shown = [each for each in before if not published or each.state == SurveyState.PUBLISHED]
    return [*reversed(shown), survey]
