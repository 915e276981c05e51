"""Project ledgers as cities keep them: a sheet of cells in, typed rows and named faults out. Knows no models."""

from projects.ledger.columns import Column, guess_columns
from projects.ledger.faulty import write_faulty_rows
from projects.ledger.layout import LedgerError
from projects.ledger.reading import Ledger, find_ledger_sheets, parse_ledger
from projects.ledger.rows import Fault, LedgerPartner, LedgerRow, LeftOut
from projects.ledger.vocabulary import Field

__all__ = [
    "Column",
    "Fault",
    "Field",
    "Ledger",
    "LedgerError",
    "LedgerPartner",
    "LedgerRow",
    "LeftOut",
    "find_ledger_sheets",
    "guess_columns",
    "parse_ledger",
    "write_faulty_rows",
]
