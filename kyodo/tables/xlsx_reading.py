"""Reads xlsx in one pass over each sheet's XML: cells, merged blocks, faults; nothing else is kept.

openpyxl's read-only mode sees no merged cells and its normal mode builds every style; its row parser, driven
here directly, does neither. openpyxl takes its XML parser from defusedxml, which refuses entity bombs.
"""

import datetime
import logging
import re
import warnings
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import SubElement  # builds; what parses is iterparse below

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from kyodo.tables.archive import check_archive
from kyodo.tables.cells import read_text
from kyodo.tables.display import shown_text
from kyodo.tables.sheet import Cell, Limits, MergedRange, Sheet, TableError

assert DEFUSEDXML  # noqa: S101 - without it openpyxl would silently expand entities

logger = logging.getLogger(__name__)

_INLINE_TEXT = f"{{{SHEET_MAIN_NS}}}is/{{{SHEET_MAIN_NS}}}t"
_MERGED_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
_ESCAPED = re.compile(
    "_x(00[01][0-9A-Fa-f]|005[Ff])_"
)  # control characters, and the underscore before such text
_NO_RESULT = "式の計算結果が入っていません。Excelで開き、保存し直してください。"
_DAMAGED = "ファイルが壊れているようです。Excelで開き、「Excel ブック (*.xlsx)」として保存し直してください。"


def read_xlsx(file: BinaryIO, limits: Limits) -> list[Sheet]:
    """The worksheets in their order, hidden ones marked; TableError in Japanese."""
    check_archive(file, limits)
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations it leaves out
            return list(_sheets(file, limits))
    except TableError:
        raise
    except Exception as error:  # a damaged or hostile workbook can make the parser raise anything
        logger.info("workbook refused: %s", type(error).__name__)
        raise TableError(_DAMAGED) from error


def _sheets(file: BinaryIO, limits: Limits) -> Iterator[Sheet]:
    workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        worksheets = workbook.worksheets
        if not worksheets:
            raise TableError("シートがありません。表の入ったファイルを選んでください。")
        if len(worksheets) > limits.sheets:
            raise TableError(f"シートが多すぎます。{limits.sheets}枚までにしてください。")
        for worksheet in worksheets:
            yield _SheetReader(worksheet, limits).read()
    finally:
        workbook.close()


class _Parser(WorkSheetParser):
    """Also tells what is a formula, and one without a kept result from an empty cell; reads inline text directly."""

    def parse_cell(self, element):
        text = element.find(_INLINE_TEXT)
        if text is not None and text.text and element.find(VALUE_TAG) is None:
            element.set("t", "str")
            SubElement(element, VALUE_TAG).text = text.text
        cell = super().parse_cell(element)
        # An empty result is one only where it says that it is text: programs write <v/> for 「not calculated」.
        is_text, result = element.get("t") == "str", element.findtext(VALUE_TAG)
        cell["is_formula"] = element.find(FORMULA_TAG) is not None
        if cell["is_formula"] and (result is None or (not result and not is_text)):
            cell["data_type"] = "f"
        return cell


class _SheetReader:
    """Turns one worksheet's XML into a Sheet."""

    def __init__(self, worksheet: ReadOnlyWorksheet, limits: Limits):
        self.worksheet = worksheet
        self.limits = limits
        self.formats = {}
        self.sheet = Sheet(name=read_text(worksheet.title), hidden=worksheet.sheet_state != "visible")

    def read(self) -> Sheet:
        book = self.worksheet.parent
        with self.worksheet._get_source() as source:
            parser = _Parser(
                source,
                self.worksheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for _, element in iterparse(source):
                if element.tag == ROW_TAG:
                    self._take_row(*parser.parse_row(element))
                    element.clear()
                elif element.tag == _MERGED_TAG:
                    self.sheet.merged.append(MergedRange.of(element.get("ref")))
        return self.sheet

    def _take_row(self, number: int, raw_cells: list[dict]) -> None:
        row = {}
        for raw in raw_cells:
            if raw["value"] is None and raw["data_type"] != "f":
                continue
            cell = self._cell(number, raw)
            if cell is not None:
                row[cell.column] = cell
        if not row:
            return
        if number > self.limits.rows:
            raise TableError(f"行が多すぎます。{self.limits.rows:,}行までにしてください。")
        if number <= len(self.sheet.rows):
            raise TableError(_DAMAGED)
        self.sheet.rows.extend([None] * (number - len(self.sheet.rows) - 1))
        self.sheet.rows.append(row)

    def _cell(self, number: int, raw: dict) -> Cell | None:
        column, value, kind = raw["column"], raw["value"], raw["data_type"]
        if column > self.limits.columns:
            raise TableError(f"列が多すぎます。{self.limits.columns}列までにしてください。")
        if kind == "f":
            return Cell(number, column, None, "", _NO_RESULT, True)
        if kind == "e":
            return Cell(number, column, None, str(value), f"Excelのエラー「{value}」が入っています。")
        if isinstance(value, str):
            text = read_text(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value))
            return self._text_cell(number, column, text, raw["is_formula"])
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        if isinstance(value, datetime.datetime) and value.time() == datetime.time():
            value = value.date()
        text = shown_text(value, self._number_format(raw["style_id"]))
        return Cell(number, column, value, text, is_formula=raw["is_formula"])

    def _text_cell(self, number: int, column: int, text: str, is_formula: bool) -> Cell | None:
        if not text.strip():
            return None
        cell = Cell(number, column, text, text, is_formula=is_formula)
        if len(text) > self.limits.cell_length:
            raise TableError(
                f"{cell.address}の文字が多すぎます。{self.limits.cell_length:,}文字までにしてください。"
            )
        return cell

    def _number_format(self, style: int) -> str:
        if style not in self.formats:
            self.formats[style] = ReadOnlyCell(self.worksheet, 1, 1, None, style_id=style).number_format
        return self.formats[style]
