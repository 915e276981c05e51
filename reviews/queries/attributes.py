"""What a table may be crossed by without a question: what is known of the respondent, or of the partner row."""

from collections.abc import Callable, Iterable

from django.db.models import F, Q

from organizations.enums import OrganizationKind
from projects.models import CollaborationForm

from ..enums import ExperienceGroup, QuestionUnit, SurveyAudience
from ..models import Question
from ..tabulation import Asked, Chosen, Option
from .measuring import (
    ATTRIBUTES,
    DIVISION,
    EXPERIENCE,
    FORM,
    GROUP,
    PARTNER_KIND,
    By,
    CannotCross,
    by_question,
    current_questions,
    read_value,
)

NOT_RECORDED = "not_recorded"
HAS, HAS_NOT = "yes", "no"


def by_attribute(question: Question, name: str) -> By:
    """By what is known of the respondent or of the row, with no question asked."""
    survey = question.survey
    if name in (FORM, PARTNER_KIND):
        return _by_known(question, name)
    if name == DIVISION:
        options = tuple(Option(str(pk), label) for pk, label in survey.respondents.values_list("pk", "name"))
        label = "課" if survey.audience == SurveyAudience.DIVISIONS else "団体"
        return _by_path(Asked(DIVISION, label, options), "respondent_id")
    if name == GROUP:
        return _by_path(
            Asked(
                GROUP, ATTRIBUTES[GROUP], tuple(Option(each.value, each.label) for each in ExperienceGroup)
            ),
            "respondent__group",
            read=lambda group: (group,) if group else None,
            holds=_is,
        )
    if name == EXPERIENCE:
        options = (Option(HAS, "実績あり"), Option(HAS_NOT, "実績なし"))
        asked = Asked(EXPERIENCE, ATTRIBUTES[EXPERIENCE], options)
        return _by_path(asked, "respondent__group", read=_experience, holds=_has_experience)
    raise CannotCross(f"「{name}」という分け方はありません。")


def _is(name: str, code: str) -> Q:
    return Q(**{name: code})


def _experience(group: str) -> Chosen:
    if not group:
        return None
    return (HAS if group in ExperienceGroup.with_experience() else HAS_NOT,)


def _has_experience(name: str, code: str) -> Q:
    groups = [each for each in ExperienceGroup if _experience(each) == (code,)]
    return Q(**{f"{name}__in": groups})


def _by_path(asked: Asked, path: str, *, read: Callable = read_value, holds: Callable = _is) -> By:
    return By(asked, lambda answers, name: answers.annotate(**{name: F(path)}), read, holds=holds)


def _by_known(question: Question, name: str) -> By:
    """The question that asks for it; where the survey has none, the records of the row's partner."""
    asked = next((each for each in current_questions(question.survey) if each.source == name), None)
    if asked is not None:
        return by_question(question, asked)
    if question.unit != QuestionUnit.PARTNER:
        raise CannotCross(f"この調査には、{ATTRIBUTES[name]}を聞く設問がありません。")
    if name == FORM:
        options = [Option(str(form.pk), form.name) for form in CollaborationForm.objects.all()]
        return _by_record(FORM, options, "row__partner__project_year__form_id")
    options = [Option(value, label) for value, label in OrganizationKind.choices]
    return _by_record(PARTNER_KIND, options, "row__partner__organization__kind")


def _by_record(name: str, options: Iterable[Option], path: str) -> By:
    """What the records do not say of a row is a value of its own: left out, its rows would be missed."""
    asked = Asked(name, ATTRIBUTES[name], (*options, Option(NOT_RECORDED, "記録なし", is_last=True)))
    return _by_path(asked, path, read=_recorded, holds=_is_recorded)


def _recorded(value: object) -> Chosen:
    return (NOT_RECORDED,) if value is None else (str(value),)


def _is_recorded(name: str, code: str) -> Q:
    if code != NOT_RECORDED:
        return _is(name, code)
    return Q(**{f"{name}__isnull": True})
