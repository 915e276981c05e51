"""Reads a whole ledger: finds the table, tells projects from sums and notes, carries what 〃 stands for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kyodo.tables import Cell, Sheet
from kyodo.text import normalise
from projects.ledger.columns import Column, map_columns
from projects.ledger.layout import Layout, LedgerError, find_layout, repeats_header
from projects.ledger.row_reading import CARRIED, RowReader
from projects.ledger.rows import Fault, LedgerRow, LeftOut
from projects.ledger.vocabulary import NOTE_MARKS, SUMS, Field

_IDENTIFYING = (Field.NUMBER, Field.DEPARTMENT, Field.DIVISION, Field.NAME)
_NOTE_NUMBER = re.compile(r"[(（]?注[)）]?\s*\d*|\*\d*|※\d*")
_NO_PROJECT = "事業が書かれていない行"
_COUNT = re.compile(r"計?[\d,]+(?:事業|件|団体)")
_SUM_EDGES = " 【】[]()<>・:"


@dataclass
class Ledger:
    """A ledger as read; nothing of it is stored yet. `year` is None where neither caller nor title names one."""

    sheet_name: str
    year: int | None
    header_rows: tuple[int, int]
    columns: list[Column]
    rows: list[LedgerRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        return [fault for row in self.rows for fault in row.faults]

    @property
    def ignored_columns(self) -> list[Column]:
        """The columns that nothing is read from."""
        return [column for column in self.columns if not column.field]


def parse_ledger(
    sheet: Sheet, mapping: Mapping[str | int, str] | None = None, *, year: int | None = None
) -> Ledger:
    """The projects of a sheet, one row each, with every faulty cell named.

    `mapping` changes what columns mean: heading (or column number) → Field value, "" to leave a column out; headings
    the sheet lacks do nothing. `year` goes before the title's. Raises LedgerError where there is no table, and for a
    field that does not exist.
    """
    for wanted in (mapping or {}).values():
        if wanted and wanted not in set(Field):
            raise LedgerError(f"「{wanted}」という項目はありません。")
    layout = find_layout(sheet, mapping)
    columns = map_columns(layout.headers, mapping, unit=layout.unit)
    ledger = Ledger(
        sheet_name=sheet.name,
        year=layout.year if year is None else year,
        header_rows=(layout.first_row, layout.last_row),
        columns=columns,
    )
    if not any(column.field == Field.NAME for column in columns):
        raise LedgerError("事業名の列がありません。どの列が事業名かを選んでください。")
    _read_rows(sheet, layout, ledger)
    return ledger


def find_ledger_sheets(
    sheets: Iterable[Sheet], mapping: Mapping[str | int, str] | None = None
) -> list[Sheet]:
    """The sheets that hold a ledger, those in sight before the hidden ones; `mapping` as for `parse_ledger`."""
    found = []
    for sheet in sorted(sheets, key=lambda sheet: sheet.hidden):
        try:
            find_layout(sheet, mapping)
        except LedgerError:
            continue
        found.append(sheet)
    return found


def _read_rows(sheet: Sheet, layout: Layout, ledger: Ledger) -> None:
    reader = RowReader(ledger.columns)
    for number in range(layout.last_row + 1, len(sheet.rows) + 1):
        cells = sheet.row(number)
        if not cells:
            continue
        repeated = repeats_header(cells, layout)
        why = "見出しの繰り返し" if repeated else _why_left_out(cells, ledger.columns)
        if why:
            ledger.left_out.append(LeftOut(number, why, _summary(cells)))
            if why == _NO_PROJECT:
                reader.carry(cells)
        elif (row := reader.read(number, cells)) is not None:
            ledger.rows.append(row)


def _why_left_out(cells: dict[int, Cell], columns: list[Column]) -> str:
    """Why a row is no project; "" where it is one."""
    by_field = {column.field: cells.get(column.number) for column in columns if column.field}
    name = by_field.get(Field.NAME)
    first = cells[min(cells)]
    if any((cell := by_field.get(wanted)) and _is_sum(cell.text) for wanted in _IDENTIFYING) or _is_sum(
        first.text
    ):
        return "合計の行"
    if _is_note(first.text) and len(cells) <= 2 and (name is None or name is first):
        return "注記"
    told = [cell for wanted, cell in by_field.items() if cell and wanted not in {Field.NUMBER, *CARRIED}]
    if not told:
        return _NO_PROJECT
    return ""


def _is_sum(text: str) -> bool:
    words = "".join(normalise(text).split()).strip(_SUM_EDGES)
    return words in SUMS or bool(_COUNT.fullmatch(words))


def _is_note(text: str) -> bool:
    text = normalise(text)
    return text.startswith(NOTE_MARKS) or bool(_NOTE_NUMBER.fullmatch(text))


def _summary(cells: dict[int, Cell]) -> str:
    return " ".join(" ".join(cell.text.split()) for _, cell in sorted(cells.items()))[:100]
