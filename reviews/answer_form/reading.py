"""The form taken back: what changes with it, or every fault named by sheet and cell. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from kyodo.tables import Cell, Sheet, TableError, read_table

from ..bases import Base, read_base
from ..bulk.reading import Fault
from ..models import SurveyRow
from ..paper import Paper, Place
from .layout import (
    CODES_LINE,
    FIRST_LINE,
    FORM,
    MARKER,
    MARKER_FIRST_LINE,
    OWN_ANSWER,
    OWN_CODE,
    OWN_FIRST_LINE,
    PROJECTS,
    WHAT,
    FormLayout,
    Slot,
)

NO_FORM = "この回答の用紙ではありません。「用紙をダウンロードする」で受け取った用紙に書いてください。"
OLD_FORM = (
    "用紙を作ったあとに、設問か事業の一覧が変わりました。新しい用紙をダウンロードして、書き写してください。"
)
FORMULA = "式が入っています。式でなく、答えそのものを入れてください。"
MORE_COLUMNS = "用紙にない列です。列を足したり、動かしたりしないでください。"
MORE_LINES = "用紙にない行です。行を足さないでください。"


@dataclass(frozen=True)
class FilledCell:
    """One cell for answers, where it stands, and what is in it."""

    slot: Slot
    row: SurveyRow | None
    sheet: str
    place: str
    cell: Cell | None

    def fault(self, reason: str) -> Fault:
        is_formula = self.cell is not None and self.cell.is_formula
        return Fault(
            self.sheet, self.place, self.slot.code, self.text or ("（式）" if is_formula else ""), reason
        )

    @property
    def text(self) -> str:
        return self.cell.text if self.cell else ""

    @property
    def value(self) -> object:
        return self.cell.value if self.cell else None


@dataclass
class FilledForm:
    """`cells`: every cell for answers by the place that it belongs to; `bases`: what stood there at first."""

    cells: dict[Place, list[FilledCell]] = field(default_factory=dict)
    bases: Mapping[Place, Base] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_form(file: BinaryIO, filename: str, paper: Paper) -> FilledForm:
    """Raises nothing for what people do to a form: it is told in `faults`."""
    layout, filled = FormLayout(paper), FilledForm()
    try:
        sheets = {sheet.name: sheet for sheet in read_table(file, filename)}
    except TableError as error:
        filled.faults.append(Fault("", "", "", filename, str(error)))
        return filled
    marker = sheets.get(MARKER)
    if wrong := _of_another(marker, layout):
        filled.faults.append(Fault("", "", "", filename, wrong))
        return filled
    filled.bases = _bases(marker)
    reader = _Reader(layout, filled)
    for name, read in ((PROJECTS, reader.read_projects), (layout.own_name, reader.read_own)):
        if name == PROJECTS and not layout.rows:
            continue
        if name in sheets:
            read(sheets[name])
        else:
            filled.faults.append(Fault(name, "", "", "", f"「{name}」というシートがありません。"))
    return filled


def _of_another(marker: Sheet | None, layout: FormLayout) -> str:
    """Why this is not this respondent's present form; "" where it is."""
    if marker is None or _text(marker, 1, 1) != FORM:
        return NO_FORM
    respondent = layout.paper.respondent
    if _text(marker, 2, 2) != respondent.survey.code:
        return f"別の調査（{_text(marker, 2, 3)}）の用紙です。この調査の用紙に書いてください。"
    if _text(marker, 3, 2) != str(respondent.pk):
        return f"{_text(marker, 3, 3)}の用紙です。{respondent.name}の用紙に書いてください。"
    return "" if _text(marker, 4, 2) == layout.digest else OLD_FORM


def _text(sheet: Sheet, line: int, column: int) -> str:
    cell = sheet.cell(line, column)
    return cell.text.strip() if cell else ""


def _bases(marker: Sheet) -> dict[Place, Base]:
    found = {}
    for line in range(MARKER_FIRST_LINE, len(marker.rows) + 1):
        row, base = _text(marker, line, 2), read_base(_text(marker, line, 3))
        if base is not None:
            found[_text(marker, line, 1), int(row) if row.isdecimal() else None] = base
    return found


class _Reader:
    """Finds the cells for answers; columns and lines that came in, went or changed places are faults."""

    def __init__(self, layout: FormLayout, filled: FilledForm):
        self.layout, self.filled = layout, filled

    def read_projects(self, sheet: Sheet) -> None:
        if wrong := self._wrong_column(sheet):
            self.filled.faults.append(wrong)
            return
        rows, seen = {str(row.pk): row for row in self.layout.rows}, set()
        for line in range(FIRST_LINE, len(sheet.rows) + 1):
            if not sheet.row(line):
                continue
            row = rows.get(_text(sheet, line, 1))
            if row is None or row.pk in seen:
                first = min(sheet.row(line))
                self.filled.faults.append(_at(sheet, line, first, MORE_LINES))
                continue
            seen.add(row.pk)
            for column, slot in enumerate(self.layout.of_rows, start=len(WHAT) + 1):
                self._take(sheet, slot, row, line, column)
        for row in self.layout.rows:
            if row.pk not in seen:
                reason = f"「{row}」の行がありません。行を消さないでください。"
                self.filled.faults.append(Fault(sheet.name, "", "", str(row), reason))

    def _wrong_column(self, sheet: Sheet) -> Fault | None:
        """The first column that is not where it was."""
        wanted = [*(code for code, _ in WHAT), *(slot.code for slot in self.layout.of_rows)]
        for column in range(1, max(sheet.width, len(wanted)) + 1):
            code = _text(sheet, CODES_LINE, column)
            expected = wanted[column - 1] if column <= len(wanted) else ""
            if code == expected:
                continue
            letter = get_column_letter(column)
            shown = _text(sheet, FIRST_LINE - 2, column) or _text(sheet, FIRST_LINE - 1, column)
            missing = expected and expected not in self._codes(sheet)
            reason = "列が足りません。列を消さないでください。" if missing else MORE_COLUMNS
            return Fault(sheet.name, f"{letter}{CODES_LINE}", code, shown, reason)
        return None

    def _codes(self, sheet: Sheet) -> set[str]:
        return {cell.text.strip() for cell in sheet.row(CODES_LINE).values()}

    def read_own(self, sheet: Sheet) -> None:
        slots, seen = {slot.code: slot for slot in self.layout.own}, set()
        for line in range(OWN_FIRST_LINE, len(sheet.rows) + 1):
            code = _text(sheet, line, OWN_CODE)
            if code in slots and code not in seen:
                seen.add(code)
                self._take(sheet, slots[code], None, line, OWN_ANSWER)
            elif sheet.row(line):
                self.filled.faults.append(_at(sheet, line, min(sheet.row(line)), MORE_LINES))
        for code, slot in slots.items():
            if code not in seen:
                reason = (
                    f"「{slot.question.text}」の行がありません。行や列を足したり消したりしないでください。"
                )
                self.filled.faults.append(Fault(sheet.name, "", code, "", reason))

    def _take(self, sheet: Sheet, slot: Slot, row: SurveyRow | None, line: int, column: int) -> None:
        cell = sheet.cell(line, column)
        found = FilledCell(slot, row, sheet.name, f"{get_column_letter(column)}{line}", cell)
        if cell is not None and (cell.fault or cell.is_formula):
            reason = FORMULA if cell.is_formula else cell.fault
            self.filled.faults.append(found.fault(reason))
        self.filled.cells.setdefault((slot.question.code, row.pk if row else None), []).append(found)


def _at(sheet: Sheet, line: int, column: int, reason: str) -> Fault:
    cell = sheet.cell(line, column)
    return Fault(sheet.name, f"{get_column_letter(column)}{line}", "", cell.text if cell else "", reason)
