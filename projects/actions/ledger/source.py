"""From a file to a ledger: which sheet, which columns, how many rows at most."""

from collections.abc import Mapping
from typing import BinaryIO

from kyodo.tables import Sheet, read_table
from projects.ledger import Ledger, LedgerError, find_ledger_sheets, parse_ledger

MAX_ROWS = 5_000

ColumnChoice = Mapping[str | int, str]


def open_ledger_file(file: BinaryIO, name: str, mapping: ColumnChoice | None = None) -> list[Sheet]:
    """The sheets that hold a ledger. Raises TableError for a file that cannot be read, LedgerError for one without."""
    sheets = read_table(file, name)
    found = find_ledger_sheets(sheets, mapping)
    if not found:
        raise LedgerError(
            "台帳の見出しの行が見つかりません。"
            "「事業名」「課名」「協働の形態」のような見出しを、一つの行に書いてください。"
        )
    return found


def read_ledger(sheet: Sheet, mapping: ColumnChoice | None = None, *, year: int | None = None) -> Ledger:
    """The sheet's ledger; LedgerError where it has none, no project, or too many rows."""
    ledger = parse_ledger(sheet, mapping, year=year)
    rows = sum(len(row.sheet_rows) for row in ledger.rows)
    if rows > MAX_ROWS:
        raise LedgerError(
            f"{rows:,}行あります。一度に取り込めるのは{MAX_ROWS:,}行までです。"
            "年度や課で分けて、いくつかのファイルにしてください。"
        )
    if not ledger.rows:
        raise LedgerError(f"シート「{sheet.name}」の見出しの下に、事業が一つもありません。")
    return ledger
