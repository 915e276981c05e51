"""Questionnaires ready to be sent, one readable file each (`<name>.toml`). A new one is a new file and no code."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..enums import QuestionKind, QuestionUnit, SurveyAudience

FOLDER = Path(__file__).parent
BLANK = "blank"  # what two surveys made from it ask has nothing in common
FORMS = "forms"  # `choices_from`: the city's own list of 協働の形態


class TemplateError(ValueError):
    """The file is missing or says something that no questionnaire can."""


@dataclass(frozen=True)
class ChoiceTemplate:
    code: str
    label: str
    is_other: bool = False
    is_exclusive: bool = False


@dataclass(frozen=True)
class QuestionTemplate:
    """One question as the file has it; `choices_from` names a list of the portal in place of `choices`."""

    code: str
    kind: QuestionKind
    text: str
    unit: QuestionUnit = QuestionUnit.RESPONDENT
    section: str = ""
    note: str = ""
    unit_label: str = ""
    columns: tuple[str, ...] = ()
    is_required: bool = False
    rules: tuple[dict, ...] = ()
    source: str = ""
    choices: tuple[ChoiceTemplate, ...] = ()
    choices_from: str = ""


@dataclass(frozen=True)
class Template:
    name: str
    title: str
    audience: SurveyAudience
    introduction: str
    questions: tuple[QuestionTemplate, ...]


def template_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_template(name: str) -> Template:
    """The questionnaire of this name, or `TemplateError`."""
    if name not in template_names():
        raise TemplateError(f"「{name}」という調査票はありません。あるもの: {'、'.join(template_names())}")
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    try:
        questions = tuple(map(_question, data["questions"]))
        audience = SurveyAudience(data["audience"])
    except (TypeError, KeyError, ValueError) as error:
        raise TemplateError(f"調査票「{name}」が読めません: {error}") from error
    codes = [question.code for question in questions]
    if len(set(codes)) != len(codes):
        raise TemplateError(f"調査票「{name}」に、同じ記号の設問があります。")
    return Template(name, data["title"], audience, data.get("introduction", "").strip(), questions)


def _question(row: dict) -> QuestionTemplate:
    parts = {
        **row,
        "kind": QuestionKind(row["kind"]),
        "unit": QuestionUnit(row.get("unit", QuestionUnit.RESPONDENT)),
        "rules": tuple(row.get("rules", ())),
        "columns": tuple(row.get("columns", ())),
        "choices": tuple(ChoiceTemplate(**choice) for choice in row.get("choices", ())),
    }
    return QuestionTemplate(**parts)
