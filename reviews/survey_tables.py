"""One table of a survey as somebody asks for it: question, crossing, order, unit, published or not.

Page, download, command and report take their numbers from here, so that they cannot differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from kyodo.tables import Page, write_workbook

from .charts.excel import chart_page
from .enums import QuestionKind, TableOrder
from .models import Question, Survey
from .queries.measuring import ATTRIBUTES, YEAR, CannotCross, current_questions, waves_of
from .queries.tables import attribute_table, crossing_of, figures_by, figures_of, table_of
from .suppression import hide_small, hide_small_crossing, hide_small_years
from .table_data import (
    PROJECT,
    crossing_dict,
    crossing_rows,
    figures_dict,
    figures_rows,
    notes_of,
    table_dict,
    table_rows,
)
from .tabulation import Crossing, Figures, Option, Table

QUESTIONNAIRE, SIZE = TableOrder.QUESTIONNAIRE.value, TableOrder.SIZE.value
ORDERS = dict(TableOrder.choices)


@dataclass(frozen=True)
class Wanted:
    """`by`: question codes or names of attributes, at most two. `once`: projects count once, not partner rows."""

    question: str
    by: tuple[str, ...] = ()
    order: str = QUESTIONNAIRE
    once: bool = False
    is_published: bool = False


@dataclass(frozen=True)
class Counted:
    """The outcome: a table or a crossing; for numbers and scales also their figures, for all and by value."""

    survey: Survey
    question: Question | None
    result: Table | Crossing
    figures: Figures | None = None
    figures_by: list[tuple[Option, Figures]] = field(default_factory=list)

    @property
    def is_crossing(self) -> bool:
        return isinstance(self.result, Crossing)

    @property
    def total(self) -> Table:
        return self.result.total if self.is_crossing else self.result

    @property
    def notes(self) -> list[str]:
        notes = notes_of(self.result)
        if self.figures is not None and self.total.question.counted == PROJECT:
            notes.append("平均とばらつきは、協働の相手ごとの答えから求めています。")
        return notes

    @property
    def title(self) -> str:
        label = self.result.question.label
        return f"{label}（分け方：{self.result.by.label}）" if self.is_crossing else label

    def as_dict(self) -> dict:
        """For JSON."""
        found = crossing_dict(self.result) if self.is_crossing else table_dict(self.result)
        head = {"survey": self.survey.code, "year": self.survey.fiscal_year}
        if self.figures is not None:
            head["figures"] = figures_dict(self.figures)
            head["figures_by"] = [
                {"code": option.code, "label": option.label, **figures_dict(each)}
                for option, each in self.figures_by
            ]
        return {**head, **found, "notes": self.notes}

    def figure_rows(self) -> tuple[list, list[list]]:
        """Heading and rows of mean and spread, for all and by value."""
        return figures_rows(
            [("総計", self.figures), *((option.label, each) for option, each in self.figures_by)]
        )

    def as_rows(self) -> tuple[list, list[list]]:
        """Heading and rows, for CSV and xlsx: a number's are its figures."""
        if self.figures is not None and self.question.kind == QuestionKind.NUMBER:
            return self.figure_rows()
        return crossing_rows(self.result) if self.is_crossing else table_rows(self.result)

    def write_xlsx(self, file: BinaryIO) -> BinaryIO:
        """The table, its chart where there is one, and what a reader has to know."""
        heading, rows = self.as_rows()
        about = [["調査", self.survey.title], ["設問", self.title], *(["注", note] for note in self.notes)]
        means = None
        if self.figures is not None and self.question.has_choices:
            words, numbers = self.figure_rows()
            means = Page("平均とばらつき", [words], numbers)
        pages = [
            Page("集計", [heading], rows),
            means,
            chart_page(self),
            Page("注", [], about, widths=[12, 80]),
        ]
        return write_workbook(filter(None, pages), file=file)


def tabulated(survey: Survey, wanted: Wanted) -> Counted:
    """`CannotCross`, with the reason in words, where the survey cannot be counted so."""
    question = question_named(survey, wanted.question)
    if question is None:
        if wanted.by:
            raise CannotCross("課や属性は、ほかのものと掛け合わせずに数えます。")
        return Counted(
            survey, None, _shown(attribute_table(survey, wanted.question, once=wanted.once), survey, wanted)
        )
    ways = [question_named(survey, each) or each for each in wanted.by]
    once = wanted.once and question.kind != QuestionKind.NUMBER  # a project has no one number of its partners
    result = (
        crossing_of(question, *ways, once=once, published=wanted.is_published)
        if ways
        else table_of(question, once=once)
    )
    shown = _shown(result, survey, wanted)
    return Counted(survey, question, shown, *_figures(question, ways, shown, published=wanted.is_published))


def _figures(
    question: Question, ways: list, shown: Table | Crossing, *, published: bool
) -> tuple[Figures | None, list]:
    """Mean and spread, only where no answer is hidden: they are sums from which one could be worked out."""
    if question.kind not in (QuestionKind.NUMBER, QuestionKind.SCALE):
        return None, []
    total = shown.total if isinstance(shown, Crossing) else shown
    found = None if total.hides_any else figures_of(question, *ways, published=published)
    if not ways or found is None or any(table.hides_any for _, table in shown.rows):
        return found, []
    return found, figures_by(question, *ways, published=published)


def _shown(result: Table | Crossing, survey: Survey, wanted: Wanted) -> Table | Crossing:
    if wanted.is_published:
        result = _hidden(result, survey)
    return result.by_size() if wanted.order == SIZE else result


def _hidden(result: Table | Crossing, survey: Survey) -> Table | Crossing:
    if not isinstance(result, Crossing):
        return hide_small(result, survey.hide_below)
    if result.by.code != YEAR:
        return hide_small_crossing(result, survey.hide_below)
    limits = {str(wave.pk): wave.hide_below for wave in waves_of(survey, published=True)}
    return hide_small_years(result, limits)


def question_named(survey: Survey, code: str) -> Question | None:
    """The present question of this code; None for the name of an attribute. `CannotCross` for anything else."""
    found = next((each for each in current_questions(survey) if each.code == code), None)
    if found is None and code not in ATTRIBUTES:
        raise CannotCross(f"「{code}」という設問はありません。設問の記号: {'、'.join(codes_of(survey))}")
    return found


def codes_of(survey: Survey) -> Iterable[str]:
    return [each.code for each in current_questions(survey)]
