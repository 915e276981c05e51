"""The one door through which an uploaded table comes in."""

import os
from typing import BinaryIO

from kyodo.tables.archive import is_workbook
from kyodo.tables.csv_reading import read_csv
from kyodo.tables.sheet import Limits, Sheet, TableError
from kyodo.tables.xlsx_reading import read_xlsx


def read_table(file: BinaryIO, filename: str, *, limits: Limits = Limits()) -> list[Sheet]:  # noqa: B008
    """The sheets of a CSV (utf-8, cp932, utf-16; comma, tab or semicolon) or xlsx file.

    `file` is open for binary reading and can seek. What counts is its content; `filename` helps with old formats
    and names a CSV's sheet. Raises TableError with a Japanese message that says what to do.
    """
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise TableError("ファイルが空です。表の入ったファイルを選んでください。")
    if size > limits.file_bytes:
        megabytes = limits.file_bytes / 1024 / 1024
        raise TableError(f"ファイルが大きすぎます。{megabytes:.3g}MBまでにしてください。")
    if is_workbook(file, filename):
        sheets = read_xlsx(file, limits)
    else:
        stem = os.path.splitext(os.path.basename(filename))[0]
        sheets = read_csv(file, stem, limits)
    if not any(any(sheet.rows) for sheet in sheets):
        raise TableError("表に何も入っていません。表の入ったファイルを選んでください。")
    return sheets
