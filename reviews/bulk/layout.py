"""Which sheets and columns the workbook of a survey has: who and what first, then a column a question.

Free words beside 「その他」 stand in a column of their own, after the question's: `P_ORIGIN.text`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..enums import QuestionUnit, SurveyAudience
from ..models import Question, Respondent, Survey
from ..queries.surveys import questions_of

RESPONDENT, GROUP, PROJECT, PARTNER, RUNS = "respondent", "group", "project", "partner", "runs"
NOT_ASKED = "対象外"
HELP_SHEET = "書き方"
CODE_OF_SURVEY = "調査の記号"
FIRST_LINE = 3  # under the codes and the labels


@dataclass(frozen=True)
class Column:
    """`question` is None where the column says who or what it is about; `is_words` for the words of 「その他」."""

    code: str
    label: str
    question: Question | None = None
    is_words: bool = False


@dataclass(frozen=True)
class SheetLayout:
    name: str
    unit: QuestionUnit
    columns: tuple[Column, ...]

    @cached_property
    def by_code(self) -> dict[str, Column]:
        return {column.code: column for column in self.columns}

    @property
    def questions(self) -> list[Column]:
        return [column for column in self.columns if column.question and not column.is_words]


@dataclass(frozen=True)
class Layout:
    """The workbook of one survey. The sheet of partner rows is missing where no question is about those."""

    survey: Survey
    sheets: tuple[SheetLayout, ...]

    def sheet_of(self, unit: str) -> SheetLayout | None:
        return next((sheet for sheet in self.sheets if sheet.unit == unit), None)


def words_code(question: Question) -> str:
    return f"{question.code}.text"


def layout_of(survey: Survey) -> Layout:
    """Three queries."""
    questions = questions_of(survey)
    who = Column(RESPONDENT, f"回答者（{respondent_word(survey)}）")
    group = [Column(GROUP, "属性")] if survey.audience == SurveyAudience.DIVISIONS else []
    what = [
        Column(PROJECT, "事業名"),
        Column(PARTNER, "協働の相手"),
        Column(RUNS, "その年度に実施したか（はい・いいえ）"),
    ]
    partner = _columns(questions, QuestionUnit.PARTNER)
    sheets = []
    if partner:
        sheets.append(SheetLayout("協働の相手ごと", QuestionUnit.PARTNER, (who, *group, *what, *partner)))
    own = _columns(questions, QuestionUnit.RESPONDENT)
    name = f"{respondent_word(survey)}ごと"
    sheets.append(SheetLayout(name, QuestionUnit.RESPONDENT, (who, *group, *own)))
    return Layout(survey, tuple(sheets))


def respondent_word(survey: Survey) -> str:
    return "課" if survey.audience == SurveyAudience.DIVISIONS else "団体"


def _columns(questions: Iterable[Question], unit: QuestionUnit) -> list[Column]:
    found = []
    for question in questions:
        if question.unit != unit:
            continue
        found.append(Column(question.code, question.text, question))
        if question.has_choices and any(choice.is_other for choice in question.choices.all()):
            label = f"{question.text}（その他の内容）"
            found.append(Column(words_code(question), label, question, is_words=True))
    return found


def names_of(respondents: Iterable[Respondent]) -> dict[int, str]:
    """Respondent id → its name in the workbook: with the 部, or its place, where the name alone is not enough.

    The respondents come with their `division`.
    """
    respondents = list(respondents)
    names = Counter(each.name for each in respondents)
    longer = {each.pk: _with_department(each) if names[each.name] > 1 else each.name for each in respondents}
    twice = Counter(longer.values())
    return {
        each.pk: f"{longer[each.pk]}（{each.position}）" if twice[longer[each.pk]] > 1 else longer[each.pk]
        for each in respondents
    }


def _with_department(respondent: Respondent) -> str:
    department = respondent.division.department if respondent.division else ""
    return f"{respondent.name}（{department}）" if department else respondent.name
