"""A ledger as a city keeps it: a title, headings in two merged rows, 〃, several partners in one cell."""

import io

from openpyxl import Workbook

YEAR = 2015  # before the demo's years, so that nothing else counts these rows
TITLE = "平成２７年度　協働事業一覧"
HEADERS = [
    ["No.", "課名", "事業名", "協働の形態", "協働の相手", None, "市の経費\n（千円）"],
    [None, None, None, None, "団体名", "種別", None],
]
MERGED = ["A1:G1", "E2:F2", *(f"{letter}2:{letter}3" for letter in "ABCDG")]
FIRST_ROW = 2 + len(HEADERS)


def ledger(*rows: list) -> bytes:
    """An Excel file with these rows under the headings; the first one is row 4."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = TITLE
    for number, row in enumerate([*HEADERS, *rows], 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    for block in MERGED:
        sheet.merge_cells(block)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
