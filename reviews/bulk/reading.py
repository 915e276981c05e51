"""The workbook taken back: its sheets as lines of cells by column code, every fault named by sheet and cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from kyodo.tables import Cell, Sheet, TableError, read_table
from kyodo.text import clean, normalise

from ..enums import QuestionUnit
from .layout import CODE_OF_SURVEY, FIRST_LINE, HELP_SHEET, RESPONDENT, Layout, SheetLayout


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, in words for the office; without a cell it is about the sheet or the file."""

    sheet: str
    cell: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One filled row of a sheet. `cells`: column code → cell; `places`: column code → its letter."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    places: Mapping[str, str]

    def text(self, code: str) -> str:
        cell = self.cells.get(code)
        return normalise(cell.text) if cell else ""

    def typed(self, code: str) -> str:
        """A name as it was typed, to be kept."""
        cell = self.cells.get(code)
        return clean(cell.text) if cell else ""

    def value(self, code: str) -> object:
        cell = self.cells.get(code)
        return cell.value if cell else None

    def fault(self, code: str, reason: str) -> Fault:
        cell = self.cells.get(code)
        return Fault(self.sheet, f"{self.places[code]}{self.number}", code, cell.text if cell else "", reason)


@dataclass
class Filled:
    """All lines, by what they are about, and what could not be read. `is_whole`: every sheet is laid out as it was."""

    lines: dict[str, list[Line]] = field(default_factory=lambda: {unit: [] for unit in QuestionUnit.values})
    faults: list[Fault] = field(default_factory=list)
    is_whole: bool = True


def read_workbook(file: BinaryIO, filename: str, layout: Layout) -> Filled:
    """Raises nothing for what people do to a form: it is told in `faults`."""
    filled = Filled(is_whole=False)
    try:
        sheets = {normalise(sheet.name): sheet for sheet in read_table(file, filename)}
    except TableError as error:
        filled.faults.append(Fault("", "", "", filename, str(error)))
        return filled
    if wrong := _of_another_survey(sheets.get(HELP_SHEET), layout):
        filled.faults.append(wrong)
        return filled
    filled.is_whole = True
    for plan in layout.sheets:
        sheet = sheets.get(plan.name)
        if sheet is None:
            filled.faults.append(Fault(plan.name, "", "", "", f"「{plan.name}」というシートがありません。"))
            continue
        columns, faults = _columns(sheet, plan)
        filled.faults += faults
        filled.is_whole &= not faults
        if not faults:
            filled.lines[plan.unit] = _lines(sheet, columns, filled.faults)
    return filled


def _of_another_survey(sheet: Sheet | None, layout: Layout) -> Fault | None:
    """The form says on its last sheet which survey it is of; a workbook made by hand may lack that."""
    if sheet is None:
        return None
    for number in range(1, len(sheet.rows) + 1):
        row = sheet.row(number)
        if 1 in row and row[1].text.strip() == CODE_OF_SURVEY and 2 in row:
            code = row[2].text.strip()
            if code != layout.survey.code:
                reason = f"別の調査（{code}）の用紙です。「{layout.survey.code}」の用紙に書いてください。"
                return Fault(sheet.name, row[2].address, "", code, reason)
    return None


def _columns(sheet: Sheet, plan: SheetLayout) -> tuple[dict[str, int], list[Fault]]:
    """Column code → number, out of the first row. Columns may change places; none may come in or go."""
    found: dict[str, int] = {}
    faults = []
    for number in range(1, sheet.width + 1):
        cell = sheet.cell(1, number)
        code = cell.text.strip() if cell else ""
        if code not in plan.by_code:
            reason = "用紙にない列です。列を足したり、1行目の記号を変えたりしないでください。"
        elif code in found:
            reason = "同じ記号の列が二つあります。"
        else:
            found[code] = number
            continue
        faults.append(Fault(sheet.name, f"{get_column_letter(number)}1", code, code, reason))
    missing = [column.code for column in plan.columns if column.code not in found]
    if missing:
        reason = f"列が足りません: {'、'.join(missing)}。1行目の記号を消さないでください。"
        faults.append(Fault(sheet.name, "A1", missing[0], "", reason))
    elif not faults and (fault := _changed_labels(sheet, plan, found)):
        faults.append(fault)
    return found, faults


def _changed_labels(sheet: Sheet, plan: SheetLayout, columns: Mapping[str, int]) -> Fault | None:
    """An answer in the second row would be lost without a word."""
    cell = sheet.cell(FIRST_LINE - 1, columns[RESPONDENT])
    label = plan.by_code[RESPONDENT].label
    if cell is not None and normalise(cell.text) == normalise(label):
        return None
    place = f"{get_column_letter(columns[RESPONDENT])}{FIRST_LINE - 1}"
    reason = f"2行目は見出し（「{label}」）です。答えは{FIRST_LINE}行目から書いてください。"
    return Fault(sheet.name, place, RESPONDENT, cell.text if cell else "", reason)


def _lines(sheet: Sheet, columns: Mapping[str, int], faults: list[Fault]) -> list[Line]:
    places = {code: get_column_letter(number) for code, number in columns.items()}
    codes = {number: code for code, number in columns.items()}
    found = []
    for number in range(FIRST_LINE, len(sheet.rows) + 1):
        row = sheet.row(number)
        faults += _unreadable(sheet, row, codes)
        cells = {codes[column]: cell for column, cell in row.items() if not cell.fault}
        if cells:
            found.append(Line(sheet.name, number, cells, places))
    return found


def _unreadable(sheet: Sheet, row: Mapping[int, Cell], codes: Mapping[int, str]) -> Sequence[Fault]:
    return [
        Fault(sheet.name, cell.address, codes[column], cell.text, cell.fault)
        for column, cell in row.items()
        if cell.fault
    ]
