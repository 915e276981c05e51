"""The workbook of the 武蔵野市 survey, filled in; the demo has the answers (`reviews.demo.musashino`)."""

from pathlib import Path

from openpyxl import load_workbook

PARTNERS, DIVISIONS = "協働の相手ごと", "課ごと"


def fill_in(form: Path, sheets: dict[str, list[dict]]) -> Path:
    """Write these lines under the headings of an empty form, each value in the column of its code."""
    book = load_workbook(form)
    for name, lines in sheets.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, line in enumerate(lines, start=3):
            for code, value in line.items():
                sheet.cell(number, columns[code], value)
    book.save(form)
    return form
