"""Small files for the table tests, and what is in them once read."""

import io
import zipfile

from openpyxl import Workbook


def xlsx(fill) -> io.BytesIO:
    """A workbook; `fill` gets its first sheet."""
    book = Workbook()
    fill(book.active)
    file = io.BytesIO()
    book.save(file)
    return file


def with_member(file: io.BytesIO, name: str, change) -> io.BytesIO:
    """A copy in which `change` was applied to one member's bytes (b"" where there is none)."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for member in names:
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
        if name not in names:
            new.writestr(name, change(b""))
    return out


def texts(sheet) -> list[list[str]]:
    """Every row's texts, blank cells as empty text."""
    width = sheet.width
    return [
        [cell.text if (cell := sheet.cell(number, column)) else "" for column in range(1, width + 1)]
        for number in range(1, len(sheet.rows) + 1)
    ]
