"""What a filled form changes: answers read cell by cell, what was not asked, and what others changed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl.utils.cell import coordinate_to_tuple

from kyodo.text import normalise

from ..bases import base_at, blank_base, read_base
from ..bulk.reading import Fault
from ..given import Given, GivenError, QuestionOffered, choose, choose_by_labels, in_words, read_cell
from ..models import Question, SurveyRow
from ..paper import Paper, Place
from ..readiness import needs_words
from ..routing import in_words as asked_in_words
from .layout import PROJECTS, FormLayout
from .reading import FilledCell, FilledForm, read_form

MARKS = {"○", "〇", "◯", "●", "レ", "✓", "✔", "1", "はい"}
NO_MARK = "「○」を入れるか、空けてください。"
NEEDS_WORDS = "「その他」に○があります。その内容を書いてください。"


@dataclass(frozen=True)
class Change:
    """One answer that becomes another. `base_version`: the version that the form was made from."""

    question: Question
    row: SurveyRow | None
    given: Given
    base_version: int
    before: str
    after: str


@dataclass
class FormPlan:
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def plan_form(file: BinaryIO, filename: str, paper: Paper) -> FormPlan:
    """All that the form changes; nothing of it where anything is wrong."""
    filled = read_form(file, filename, paper)
    plan = FormPlan(faults=filled.faults)
    given = {place: read for place, cells in filled.cells.items() if (read := _read(paper, cells, plan))}
    for row in [None, *paper.rows]:
        _take_unit(paper, row, filled, given, plan)
    if plan.faults:
        plan.changes = []
    sheets = [PROJECTS, FormLayout(paper).own_name]
    plan.faults.sort(
        key=lambda fault: (fault.sheet in sheets and sheets.index(fault.sheet), _order(fault.cell))
    )
    return plan


def _order(cell: str) -> tuple[int, int]:
    """By line, then by column; first what belongs to no cell."""
    return coordinate_to_tuple(cell) if cell else (0, 0)


def _take_unit(
    paper: Paper, row: SurveyRow | None, filled: FilledForm, given: Mapping[Place, Given], plan: FormPlan
) -> None:
    """The answers about one row, or about the respondent."""
    row_id = row.pk if row else None
    said = {code: each for (code, at), each in given.items() if at in (None, row_id)}
    asked = paper.asked_with(row, said)
    for question in paper.questions:
        place = question.code, row_id
        if place not in given:
            continue
        if question.code in asked:
            _take(paper, question, row, filled, given[place], plan)
        elif not given[place].is_blank and given[place] != paper.shown(place):
            routed = next(each for each in paper.routed if each.code == question.code)
            who = asked_in_words(routed, paper.routed)
            reason = f"聞いていない設問です（聞くのは、{who}）。答えを消してください。"
            plan.faults.append(_first_filled(filled.cells[place]).fault(reason))


def _take(
    paper: Paper, question: Question, row: SurveyRow | None, filled: FilledForm, given: Given, plan: FormPlan
) -> None:
    place = question.code, row.pk if row else None
    cells, offered = filled.cells[place], paper.offered[question.code]
    if needs_words(offered, given.codes, given.text):
        plan.faults.append(next(each for each in cells if each.slot.is_words).fault(NEEDS_WORDS))
    base = filled.bases.get(place) or blank_base(question)
    is_new = place not in paper.stored and not given.is_blank
    if base.says(given) and not is_new:
        return
    now = read_base(base_at(paper, question, place))
    if now is not None and now.version != base.version and not now.says(given):
        if base.says(given):
            return
        said = in_words(offered, paper.shown(place)) or "空欄"
        reason = f"用紙を作ったあとに、この答えが変わっています（いま：{said}）。新しい用紙に書いてください。"
        plan.faults.append(cells[0].fault(reason))
        return
    version = paper.stored[place].version if place in paper.stored else 0
    before = in_words(offered, paper.given[place]) if place in paper.given else ""
    plan.changes.append(Change(question, row, given, version, before, in_words(offered, given)))


def _read(paper: Paper, cells: list[FilledCell], plan: FormPlan) -> Given | None:
    """What the cells of one answer say; None where it cannot be read, which is a fault at the cell."""
    if any(each.cell is not None and (each.cell.fault or each.cell.is_formula) for each in cells):
        return None
    offered = paper.offered[cells[0].slot.question.code]
    words = next((each.text for each in cells if each.slot.is_words), "")
    try:
        return _said(offered, cells, words)
    except _CellError as error:
        plan.faults.append(error.cell.fault(str(error)))
    except GivenError as error:
        plan.faults.append(_guilty(offered, cells).fault(str(error)))
    return None


def _said(offered: QuestionOffered, cells: list[FilledCell], words: str) -> Given:
    if cells[0].slot.choice:
        return choose(offered, _marked(cells), words=words)
    if len(cells) > 1:  # a drop-down, and the words of その他
        return choose_by_labels(offered, list(filter(None, [cells[0].text.strip()])), words=words)
    return read_cell(offered, cells[0].value)


def _marked(cells: Iterable[FilledCell]) -> list[str]:
    """The choices with ○; `_CellError` where something else stands."""
    found = []
    for each in cells:
        mark = normalise(each.text).casefold()
        if not each.slot.choice or not mark:
            continue
        if mark not in MARKS:
            raise _CellError(each, NO_MARK)
        found.append(each.slot.choice)
    return found


class _CellError(GivenError):
    def __init__(self, cell: FilledCell, message: str):
        super().__init__(message)
        self.cell = cell


def _guilty(offered: QuestionOffered, cells: list[FilledCell]) -> FilledCell:
    """The cell to look at: the choice that stands alone, the words without which all is well, else the first."""
    alone = {each.code for each in offered.choices if each.is_exclusive}
    marked = [each for each in cells if each.slot.choice and each.text.strip()]
    if len(marked) > 1 and (found := next((each for each in marked if each.slot.choice in alone), None)):
        return found
    if cells[-1].slot.is_words and cells[-1].text.strip():
        try:
            _said(offered, cells, "")
        except GivenError:
            return cells[0]
        return cells[-1]
    return cells[0]


def _first_filled(cells: list[FilledCell]) -> FilledCell:
    return next((each for each in cells if each.text.strip()), cells[0])
