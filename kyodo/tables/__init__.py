"""Tables in and out: CSV and xlsx, with limits and the formula guard."""

from kyodo.tables.reading import read_table
from kyodo.tables.responses import csv_response, xlsx_response
from kyodo.tables.sheet import Cell, Limits, MergedRange, Sheet, TableError
from kyodo.tables.writing import Page, write_csv, write_workbook, write_xlsx

__all__ = [
    "Cell",
    "Limits",
    "MergedRange",
    "Page",
    "Sheet",
    "TableError",
    "csv_response",
    "read_table",
    "write_csv",
    "write_workbook",
    "write_xlsx",
    "xlsx_response",
]
