"""Writes CSV and xlsx row by row, so that the length of a table costs no memory."""

import csv
import datetime
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kyodo.tables.cells import written_text
from kyodo.tables.display import shown_text

Row = Sequence[object]

_CHUNK = 64 * 1024
_SAMPLE_ROWS = 200
_WIDTH = range(8, 51)
_CELL_LENGTH = 32_767  # Excel's own limit
_FIRST_LOST_NUMBER = 10**15
_FIRST_DAY = datetime.date(1900, 3, 1)
_CUT = "…（長いため省略）"
_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]]")


def write_csv(rows: Iterable[Row], header: Row) -> Iterator[bytes]:
    """UTF-8 with BOM in pieces of some 64 KB; text that looks like a formula is guarded, numbers stay numbers."""
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    for row in chain([header], rows):
        writer.writerow([_csv_value(value) for value in row])
        if buffer.tell() >= _CHUNK:
            yield _drain(buffer)
    yield _drain(buffer)


def _drain(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data


def _csv_value(value: object) -> object:
    value = _plain_value(value)
    if isinstance(value, bool):
        return shown_text(value)
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: `headings` are its first rows, bold and frozen, the last of them with the filter.

    `widths` are in characters, one a column; without them the headings and the first 200 rows decide. `draw` adds
    charts to the sheet when its rows are written.
    """

    name: str
    headings: Sequence[Row]
    rows: Iterable[Row]
    widths: Sequence[float] | None = None
    draw: Callable[[WriteOnlyWorksheet], None] | None = None


def write_xlsx(
    rows: Iterable[Row],
    header: Row,
    *,
    file: BinaryIO,
    sheet_name: str = "一覧",
    widths: Sequence[float] | None = None,
) -> BinaryIO:
    """Writes one sheet into `file` and gives it back at its start: bold frozen header, filter, column widths."""
    return write_workbook([Page(sheet_name, [header], rows, widths)], file=file)


def write_workbook(pages: Iterable[Page], *, file: BinaryIO) -> BinaryIO:
    """Writes several sheets into `file`, row by row, and gives it back at its start."""
    book = Workbook(write_only=True)
    for page in pages:
        _write_page(book.create_sheet(_sheet_name(page.name)), page)
    book.save(file)
    file.seek(0)
    return file


def _write_page(sheet, page: Page) -> None:
    rows = iter(page.rows)
    sample = [list(row) for row in islice(rows, _SAMPLE_ROWS)]
    headings = len(page.headings)
    sheet.freeze_panes = f"A{headings + 1}"
    for column, width in enumerate(page.widths or _widths([*page.headings, *sample]), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for heading in page.headings:
        sheet.append([_header_cell(sheet, value) for value in heading])
    count = headings
    for row in chain(sample, rows):
        sheet.append([_xlsx_value(sheet, value) for value in row])
        count += 1
    if headings and page.headings[-1]:
        sheet.auto_filter.ref = f"A{headings}:{get_column_letter(len(page.headings[-1]))}{count}"
    if page.draw:
        page.draw(sheet)


def _widths(rows: list[Row]) -> list[int]:
    columns = max(map(len, rows))
    longest = [0] * columns
    for row in rows:
        for column, value in enumerate(row):
            lines = "" if value is None else str(value)
            longest[column] = max(longest[column], *(map(_breadth, lines.split("\n"))))
    return [min(max(length + 2, _WIDTH.start), _WIDTH.stop - 1) for length in longest]


def _breadth(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _sheet_name(name: str) -> str:
    """A name Excel takes: up to 31 characters, none of its signs, no apostrophe at either end."""
    return _NOT_IN_SHEET_NAMES.sub("－", written_text(name).strip())[:31].strip("'") or "一覧"


_HEADER_FONT = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="E8F1FE")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def _header_cell(sheet, value: object) -> WriteOnlyCell:
    cell = _text_cell(sheet, str(_plain_value("" if value is None else value)))
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _WRAPPED
    return cell


def _xlsx_value(sheet, value: object) -> object:
    value = _plain_value(value)
    if _beyond_excel(value):
        value = str(value)
    if isinstance(value, Decimal) and (places := -value.as_tuple().exponent) > 0:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = f"0.{'0' * places}"
        return cell
    if isinstance(value, str) and ("\n" in value or value.startswith(("#", "="))):
        cell = _text_cell(sheet, value)
        if "\n" in value:
            cell.alignment = _WRAPPED
        return cell
    return _fit(value) if isinstance(value, str) else value


def _beyond_excel(value: object) -> bool:
    """Numbers of more than 15 digits, and days before Excel's calendar is right, survive only as text."""
    if isinstance(value, int | float | Decimal):
        return abs(value) >= _FIRST_LOST_NUMBER
    if isinstance(value, datetime.datetime):
        value = value.date()
    return isinstance(value, datetime.date) and value < _FIRST_DAY


def _text_cell(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, _fit(text))
    cell.data_type = "s"  # openpyxl would take 「#N/A」 for an error
    return cell


def _fit(text: str) -> str:
    """The text with 「_x000D_」 told apart from Excel's own escapes, and cut where Excel would cut it silently."""
    text = _ESCAPE_LOOKALIKE.sub("_x005F_", text)
    if len(text) > _CELL_LENGTH:
        text = text[: _CELL_LENGTH - len(_CUT)] + _CUT
    return text


def _plain_value(value: object) -> object:
    """A value that both writers know: number, bool, date, time, naive datetime in Japan time, or guarded text."""
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, datetime.date | datetime.time):
        return value
    return written_text(str(value))
