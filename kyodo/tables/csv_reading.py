"""Reads CSV in the encodings and with the separators that Japanese offices produce."""

import codecs
import csv
import io
import re
from collections import Counter
from typing import BinaryIO

from kyodo.tables.cells import read_text
from kyodo.tables.sheet import Cell, Limits, Sheet, TableError

_DELIMITERS = ",\t;"
_SAMPLE_ROWS = 30
_SAMPLE_BYTES = 100_000
# What cp932 makes of bytes that are no text at all.
_NEVER_TYPED = re.compile("[\x80-\x84\x86-\x9f\uf8f0-\uf8f3]")


def read_csv(file: BinaryIO, name: str, limits: Limits) -> list[Sheet]:
    """One sheet, named like the file; every cell is text. TableError in Japanese."""
    file.seek(0)
    text = _decode(file.read()).replace("\x00", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    sheet = Sheet(name)
    try:
        for fields in reader:
            row = _row(len(sheet.rows) + 1, fields, limits)
            sheet.rows.append(row or None)
    except csv.Error:
        raise TableError(
            f'{len(sheet.rows) + 1}行目を読み取れません。引用符（"）の閉じ忘れがないか確かめてください。'
        ) from None
    while sheet.rows and sheet.rows[-1] is None:
        sheet.rows.pop()
    return [sheet]


def _row(number: int, fields: list[str], limits: Limits) -> dict[int, Cell]:
    row = {}
    for column, field in enumerate(fields, 1):
        text = read_text(field)
        if not text.strip():
            continue
        cell = Cell(number, column, text, text)
        if column > limits.columns:
            raise TableError(f"列が多すぎます。{limits.columns}列までにしてください。")
        if len(text) > limits.cell_length:
            raise TableError(
                f"{cell.address}の文字が多すぎます（{limits.cell_length:,}文字まで）。"
                '引用符（"）の閉じ忘れがないか確かめてください。'
            )
        row[column] = cell
    if row and number > limits.rows:
        raise TableError(f"行が多すぎます。{limits.rows:,}行までにしてください。")
    return row


def _decode(data: bytes) -> str:
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NEVER_TYPED.search(text):
            return text
    raise TableError("文字コードを読み取れません。「CSV UTF-8」かExcel（.xlsx）で保存し直してください。")


def _candidates(data: bytes) -> list[str]:
    if data.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    # UTF-16 writes a NUL byte with every line end; elsewhere a NUL is a stray.
    sample = data[:_SAMPLE_BYTES]
    if 0 < sample.count(b"\x00") >= sample.count(b"\n"):
        high_byte_last = sample[1::2].count(b"\x00") > sample[::2].count(b"\x00")
        return ["utf-16-le" if high_byte_last else "utf-16-be"]
    return ["utf-8", "cp932"]


def _delimiter(text: str) -> str:
    """The separator that cuts the most of the first rows into the same number of fields."""
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    widths = Counter()
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= _SAMPLE_ROWS:
                break
            if len(fields) > 1:
                widths[len(fields)] += 1
    except csv.Error:
        return (0, 0)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
