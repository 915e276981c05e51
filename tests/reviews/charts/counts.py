"""Tables and crossings made from counts alone, without a database."""

from reviews.enums import QuestionKind
from reviews.models import Question, Survey
from reviews.suppression import hide_small, hide_small_crossing
from reviews.survey_tables import Counted
from reviews.tabulation import Asked, Option, cross, tabulate

SURVEY = Survey(code="s", title="協働事業の実態調査", fiscal_year=2010)


def question(kind=QuestionKind.SINGLE) -> Question:
    return Question(survey=SURVEY, code="Q", text="どの形ですか。", kind=kind)


def _asked(answers, single: bool, counted: str = "課") -> Asked:
    return Asked("Q", "どの形ですか。", tuple(Option(each, each) for each in answers), single, counted)


def counted(counts, *, single=True, hide_below=0, kind=None) -> Counted:
    """`counts`: answer → how often; "" is 無回答."""
    asked = _asked([each for each in counts if each], single)
    table = tabulate(asked, [((answer,) if answer else (), times) for answer, times in counts.items()])
    kind = kind or (QuestionKind.SINGLE if single else QuestionKind.MULTIPLE)
    return Counted(SURVEY, question(kind), hide_small(table, hide_below) if hide_below else table)


def crossed(parts, *, single=True, by="experience", hide_below=0) -> Counted:
    """`parts`: value → answer → how often."""
    answers = dict.fromkeys(answer for counts in parts.values() for answer in counts if answer)
    values = Asked(by, "分け方", tuple(Option(each, each) for each in parts))
    rows = [
        ((answer,) if answer else (), (value,), times)
        for value, counts in parts.items()
        for answer, times in counts.items()
    ]
    found = cross(_asked(answers, single), values, rows)
    kind = QuestionKind.SINGLE if single else QuestionKind.MULTIPLE
    return Counted(SURVEY, question(kind), hide_small_crossing(found, hide_below) if hide_below else found)
