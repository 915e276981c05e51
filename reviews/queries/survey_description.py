"""A survey told to a program: its questions with codes, wording, kinds, choices, and who is asked."""

from ..bulk.layout import NOT_ASKED, layout_of, words_code
from ..enums import ExperienceGroup, QuestionKind
from ..given import NO_ANSWER
from ..models import Question, Survey
from ..routing import Routed, in_words
from .surveys import questions_of, routed


def described(survey: Survey) -> dict:
    """Everything as plain data, ready for JSON."""
    questions = questions_of(survey)
    asked = [routed(question) for question in questions]
    return {
        "survey": survey.code,
        "title": survey.title,
        "year": survey.fiscal_year,
        "state": survey.state,
        "audience": survey.audience,
        "groups": [{"code": each.value, "label": each.label} for each in ExperienceGroup],
        "form": {
            "sheets": [
                {
                    "name": sheet.name,
                    "unit": str(sheet.unit),
                    "columns": [{"code": each.code, "label": each.label} for each in sheet.columns],
                }
                for sheet in layout_of(survey).sheets
            ],
            "several_answers": "、",
            "not_asked": NOT_ASKED,
            "no_answer": "",
            "no_answer_in_words": NO_ANSWER,
        },
        "questions": [
            _question(question, routed_one, asked)
            for question, routed_one in zip(questions, asked, strict=True)
        ],
    }


def _question(question: Question, routed_one: Routed, asked: list[Routed]) -> dict:
    choices = list(question.choices.all())
    return {
        "code": question.code,
        "wording": question.text,
        "note": question.note,
        "section": question.section,
        "kind": question.kind,
        "kind_label": QuestionKind(question.kind).label,
        "unit": question.unit,
        "unit_label": question.get_unit_display(),
        "measure": question.unit_label,
        "columns": question.columns,
        "is_required": question.is_required,
        "version": question.version,
        "words_column": words_code(question) if any(each.is_other for each in choices) else None,
        "choices": [
            {
                "code": choice.code,
                "label": choice.label,
                "is_other": choice.is_other,
                "is_exclusive": choice.is_exclusive,
            }
            for choice in choices
        ],
        "asked_of": {
            "groups": _groups(routed_one),
            "rules": question.rules,
            "words": in_words(routed_one, asked),
        },
    }


def _groups(question: Routed) -> list[str]:
    """The 属性 that its own rules leave; all where none is named."""
    groups = set(ExperienceGroup.values)
    for rule in question.rules:
        if rule.groups:
            groups &= rule.groups
    return sorted(groups)
