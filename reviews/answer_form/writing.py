"""The form written: what is known and answered stands in it, and only the cells for answers can be changed."""

from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kyodo.tables.cells import written_text

from ..bases import base_at
from ..enums import QuestionKind
from ..given import MOST_TEXT, Given
from ..models import SurveyRow
from ..paper import Paper
from .layout import (
    CODES_LINE,
    FIRST_LINE,
    FORM,
    LISTS,
    MARK,
    MARKER,
    MARKER_FIRST_LINE,
    OWN_ANSWER,
    OWN_CHOICE,
    OWN_CODE,
    OWN_FIRST_LINE,
    OWN_PART,
    OWN_QUESTION,
    PROJECTS,
    WHAT,
    FormLayout,
    Slot,
)

BOLD, SMALL = Font(bold=True), Font(size=9, color="555555")
HEAD, CLOSED, TO_FILL = (PatternFill("solid", fgColor=colour) for colour in ("E8F1FE", "E0E0E0", "FFFBE0"))
EDGE = Border(*[Side("thin", color="999999")] * 4)
WRAPPED = Alignment(wrap_text=True, vertical="top")
OPEN = Protection(locked=False)
WIDTHS = {QuestionKind.TEXT: 44, QuestionKind.TABLE: 44, QuestionKind.NUMBER: 14, QuestionKind.MULTIPLE: 15}


def write_answer_form(paper: Paper, file: BinaryIO) -> BinaryIO:
    """Writes the workbook into `file` and gives it back at its start."""
    book = Workbook()
    book.remove(book.active)
    form = _Form(FormLayout(paper), book)
    form.write()
    book.save(file)
    file.seek(0)
    return file


class _Form:
    def __init__(self, layout: FormLayout, book: Workbook):
        self.layout, self.paper, self.book = layout, layout.paper, book
        self.lists: dict[str, str] = {}

    def write(self) -> None:
        own = self.book.create_sheet(self.layout.own_name)
        projects = self.book.create_sheet(PROJECTS, 0) if self.layout.rows else None
        self._write_lists()
        if projects is not None:
            self._write_projects(projects)
        self._write_own(own)
        self._write_marker()
        for sheet in self.book.worksheets:
            sheet.protection.sheet = True
            sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _write_lists(self) -> None:
        """The labels of every question that takes one answer, a column each."""
        sheet = self.book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for question in self.paper.questions:
            if question.kind not in (QuestionKind.SINGLE, QuestionKind.SCALE):
                continue
            labels = [each.label for each in self.paper.offered[question.code].choices]
            letter = get_column_letter(len(self.lists) + 1)
            for line, label in enumerate(labels, start=1):
                sheet[f"{letter}{line}"] = written_text(label)
            if labels:
                self.lists[question.code] = f"'{LISTS}'!${letter}$1:${letter}${len(labels)}"

    def _write_projects(self, sheet) -> None:
        slots = self.layout.of_rows
        for column, (code, label) in enumerate(WHAT, start=1):
            sheet.cell(CODES_LINE, column, code)
            _head(sheet.cell(FIRST_LINE - 2, column, label))
            _head(sheet.cell(FIRST_LINE - 1, column))
        for column, slot in enumerate(slots, start=len(WHAT) + 1):
            sheet.cell(CODES_LINE, column, slot.code)
            starts = column == len(WHAT) + 1 or slots[column - len(WHAT) - 2].question != slot.question
            _head(sheet.cell(FIRST_LINE - 2, column, written_text(slot.question.text) if starts else None))
            _head(sheet.cell(FIRST_LINE - 1, column, self._hint(slot)))
            sheet.column_dimensions[get_column_letter(column)].width = _width(slot)
        for line, row in enumerate(self.layout.rows, start=FIRST_LINE):
            self._write_row(sheet, line, row)
        sheet.row_dimensions[CODES_LINE].hidden = True
        sheet.column_dimensions["A"].hidden = True
        sheet.column_dimensions["B"].width = sheet.column_dimensions["C"].width = 24
        sheet.freeze_panes = sheet.cell(FIRST_LINE, len(WHAT) + 1)
        _fit(sheet, "landscape")
        last = FIRST_LINE + len(self.layout.rows) - 1
        for column, slot in enumerate(slots, start=len(WHAT) + 1):
            letter = get_column_letter(column)
            self._validate(sheet, slot, f"{letter}{FIRST_LINE}:{letter}{last}")

    def _write_row(self, sheet, line: int, row: SurveyRow) -> None:
        for column, value in enumerate((row.pk, row.project_name, row.partner_name), start=1):
            cell = sheet.cell(line, column, written_text(value) if isinstance(value, str) else value)
            cell.alignment, cell.border = WRAPPED, EDGE
        asked = {each.code for each in self.layout.questions_of(row)}
        for column, slot in enumerate(self.layout.of_rows, start=len(WHAT) + 1):
            cell = sheet.cell(line, column)
            if slot.question.code in asked:
                self._fill(cell, slot, self.paper.shown((slot.question.code, row.pk)))
            else:
                cell.fill = CLOSED

    def _write_own(self, sheet) -> None:
        sheet.cell(1, OWN_PART, written_text(f"{self.paper.respondent.survey}　{self.paper.respondent.name}"))
        sheet.cell(1, OWN_PART).font = BOLD
        labels = ((OWN_PART, "ページ"), (OWN_QUESTION, "設問"), (OWN_CHOICE, "書き方"), (OWN_ANSWER, "答え"))
        for column, label in labels:
            _head(sheet.cell(OWN_FIRST_LINE - 1, column, label))
        section = question = None
        for line, slot in enumerate(self.layout.own, start=OWN_FIRST_LINE):
            sheet.cell(line, OWN_CODE, slot.code)
            if slot.question.section != section:
                sheet.cell(line, OWN_PART, written_text(slot.question.section)).font = BOLD
            if slot.question != question:
                sheet.cell(line, OWN_QUESTION, written_text(slot.question.text)).alignment = WRAPPED
            section, question = slot.question.section, slot.question
            hint = sheet.cell(line, OWN_CHOICE, self._hint(slot))
            hint.font, hint.alignment = SMALL, WRAPPED
            cell = sheet.cell(line, OWN_ANSWER)
            self._fill(cell, slot, self.paper.shown((slot.question.code, None)))
            self._validate(sheet, slot, cell.coordinate)
        sheet.column_dimensions["A"].hidden = True
        for letter, width in zip("BCDE", (18, 44, 34, 50), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = sheet.cell(OWN_FIRST_LINE, OWN_ANSWER)
        _fit(sheet, "portrait")

    def _hint(self, slot: Slot) -> str:
        offered = self.paper.offered[slot.question.code]
        if slot.is_words:
            return "「その他」の内容"
        if slot.choice:
            return written_text(next(each.label for each in offered.choices if each.code == slot.choice))
        if slot.question.kind == QuestionKind.TABLE:
            return written_text(f"1行に1件、「{'｜'.join(offered.columns)}」の順に｜で区切って書きます")
        return {
            QuestionKind.NUMBER: f"数で書きます（{slot.question.unit_label or '数'}）",
            QuestionKind.TEXT: "文章で書きます",
        }.get(slot.question.kind, "一つ選びます")

    def _fill(self, cell, slot: Slot, given: Given) -> None:
        cell.protection, cell.border, cell.alignment, cell.fill = OPEN, EDGE, WRAPPED, TO_FILL
        value = self._value(slot, given)
        cell.value = written_text(value) if isinstance(value, str) else value
        if slot.question.kind != QuestionKind.NUMBER:
            cell.number_format = "@"

    def _value(self, slot: Slot, given: Given):
        if slot.choice:
            return MARK if slot.choice in given.codes else None
        if slot.question.kind in QuestionKind.with_choices() and not slot.is_words:
            labels = {each.code: each.label for each in self.paper.offered[slot.question.code].choices}
            return next((labels[code] for code in given.codes if code in labels), None)
        if slot.question.kind == QuestionKind.NUMBER:
            return given.number
        return "\n".join("｜".join(line) for line in given.cells) or given.text or None

    def _validate(self, sheet, slot: Slot, cells: str) -> None:
        """What Excel itself lets be typed; whoever gets round it is told when the form comes back."""
        if slot.choice:
            rule = DataValidation("list", formula1=f'"{MARK}"')
        elif slot.question.code in self.lists and not slot.is_words:
            rule = DataValidation("list", formula1=self.lists[slot.question.code])
        elif slot.question.kind == QuestionKind.NUMBER:
            rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
        else:
            rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(MOST_TEXT))
        rule.allow_blank, rule.showErrorMessage = True, True
        rule.errorTitle, rule.error = "確かめてください", "この欄に書けない答えです。"
        rule.add(cells)
        sheet.add_data_validation(rule)

    def _write_marker(self) -> None:
        sheet = self.book.create_sheet(MARKER)
        sheet.sheet_state = "hidden"
        respondent, survey = self.paper.respondent, self.paper.respondent.survey
        sheet.append([FORM])
        sheet.append(["survey", survey.code, written_text(survey.title)])
        sheet.append(["respondent", respondent.pk, written_text(respondent.name)])
        sheet.append(["digest", self.layout.digest])
        sheet.append(["question", "row", "base"])
        for line, (question, place) in enumerate(self.layout.places(), start=MARKER_FIRST_LINE):
            for column, value in enumerate((*place, base_at(self.paper, question, place)), start=1):
                sheet.cell(line, column, value)


def _head(cell) -> None:
    cell.font, cell.fill, cell.alignment, cell.border = BOLD, HEAD, WRAPPED, EDGE


def _width(slot: Slot) -> int:
    return 24 if slot.is_words else WIDTHS.get(slot.question.kind, 24)


def _fit(sheet, orientation: str) -> None:
    """On paper A4, as wide as the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
