"""The faulty rows as a workbook to be put right and taken over again."""

from collections.abc import Iterator
from typing import BinaryIO

from kyodo.fiscal_year import FiscalYear
from kyodo.tables import Cell, write_xlsx
from projects.ledger.reading import Ledger
from projects.ledger.rows import Fault, LedgerRow

REASON = "誤りの理由"


def write_faulty_rows(ledger: Ledger, *, file: BinaryIO) -> BinaryIO:
    """Every row with a fault, in the ledger's own columns and one more for the reasons.

    What 〃 and blanks stood for is written out, and the sheet is named by the 年度: the file can be read alone.
    """
    columns = [column for column in ledger.columns if column.header != REASON]
    header = [*(column.header for column in columns), REASON]
    numbers = [column.number for column in columns]
    rows = (line for row in ledger.rows if row.faults for line in _lines(row, numbers))
    name = FiscalYear(ledger.year).short_label if ledger.year else ledger.sheet_name
    return write_xlsx(rows, header, file=file, sheet_name=name)


def _lines(row: LedgerRow, numbers: list[int]) -> Iterator[list[object]]:
    first = row.sheet_rows[0]
    for sheet_row, cells in zip(row.sheet_rows, row.cells, strict=True):
        # A fault that names none of the rows belongs to the project as a whole.
        faults = [
            fault
            for fault in row.faults
            if fault.row == sheet_row or (sheet_row == first and fault.row not in row.sheet_rows)
        ]
        yield [*(_original(cells.get(number)) for number in numbers), "\n".join(map(_reason, faults))]


def _original(cell: Cell | None) -> object:
    """The value where Excel would show it alike, else what was seen: 0600001 keeps its zeros."""
    if cell is None:
        return None
    if isinstance(cell.value, int | float) and cell.text != str(cell.value):
        return cell.text
    return cell.text if cell.value is None else cell.value


def _reason(fault: Fault) -> str:
    return f"{' '.join(fault.header.split())}：{fault.reason}"
