"""Which cell of the form is which answer. The same for writing and reading; pure.

A question that takes several answers has a cell a choice, to be marked with ○.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..enums import QuestionKind, QuestionUnit, SurveyAudience
from ..models import Question, SurveyRow
from ..paper import Paper, Place

PROJECTS, LISTS, MARKER = "事業ごと", "選択肢の一覧", "用紙の情報"
ROW_ID, PROJECT, PARTNER = "row", "project", "partner"
WHAT = ((ROW_ID, "番号"), (PROJECT, "事業名"), (PARTNER, "協働の相手"))
CODES_LINE, FIRST_LINE = 1, 4  # of the sheet of projects: codes, questions, choices, then the answers
OWN_CODE, OWN_PART, OWN_QUESTION, OWN_CHOICE, OWN_ANSWER = range(1, 6)  # columns of the other sheet
OWN_FIRST_LINE = 3
MARK = "○"
WORDS = "words"
FORM = "kyodo-answer-form-1"
MARKER_FIRST_LINE = 6


@dataclass(frozen=True)
class Slot:
    """One cell to fill in. `choice`: the code of the one it marks; `is_words`: for the words of その他."""

    question: Question
    choice: str = ""
    is_words: bool = False

    @property
    def code(self) -> str:
        """As it stands in the hidden first row or column."""
        if self.is_words:
            return f"{self.question.code}.{WORDS}"
        return f"{self.question.code}:{self.choice}" if self.choice else self.question.code


class FormLayout:
    """`of_rows` are the columns of the sheet of projects after `WHAT`; `own` the lines of the other sheet."""

    def __init__(self, paper: Paper):
        self.paper = paper
        self.by_code = {each.code: each for each in paper.routed}
        self.rows = [row for row in paper.rows if any(self.questions_of(row))]

    @cached_property
    def of_rows(self) -> list[Slot]:
        found: dict[str, Question] = {}
        for row in self.rows:
            found |= {each.code: each for each in self.questions_of(row)}
        ordered = [each for each in self.paper.questions if each.code in found]
        return [slot for question in ordered for slot in self.slots_of(question)]

    @cached_property
    def own(self) -> list[Slot]:
        return [slot for question in self.questions_of(None) for slot in self.slots_of(question)]

    @property
    def own_name(self) -> str:
        is_division = self.paper.respondent.survey.audience == SurveyAudience.DIVISIONS
        return "課として" if is_division else "団体として"

    def questions_of(self, row: SurveyRow | None) -> list[Question]:
        """All that can be asked about this row (or the respondent), whatever is answered."""
        unit = QuestionUnit.PARTNER if row else QuestionUnit.RESPONDENT
        return [
            each for each in self.paper.questions if each.unit == unit and self.can_be_asked(each.code, row)
        ]

    def can_be_asked(self, code: str, row: SurveyRow | None) -> bool:
        """Rules about answers hold with some answer where that question can be asked."""
        group, runs = self.paper.respondent.group, bool(row and row.runs)
        return all(
            rule.holds(group, {}, runs=runs)
            if rule.groups
            else rule.question in self.by_code and self.can_be_asked(rule.question, row)
            for rule in self.by_code[code].rules
        )

    def slots_of(self, question: Question) -> Iterator[Slot]:
        choices = self.paper.offered[question.code].choices
        if question.kind == QuestionKind.MULTIPLE:
            yield from (Slot(question, each.code) for each in choices)
        else:
            yield Slot(question)
        if any(each.is_other for each in choices):
            yield Slot(question, is_words=True)

    def places(self) -> Iterator[tuple[Question, Place]]:
        """Every answer that the form takes."""
        for row in self.rows:
            yield from ((each, (each.code, row.pk)) for each in self.questions_of(row))
        yield from ((each, (each.code, None)) for each in self.questions_of(None))

    @cached_property
    def digest(self) -> str:
        """Another one where a question, a choice, a row or the 属性 has changed since."""
        choices = [
            [each.pk, [choice.code for choice in self.paper.offered[each.code].choices]]
            for each in self.paper.questions
        ]
        said = json.dumps([choices, [row.pk for row in self.paper.rows], self.paper.respondent.group])
        return hashlib.sha256(said.encode()).hexdigest()[:16]
