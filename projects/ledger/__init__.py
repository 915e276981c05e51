"""Project ledgers as cities keep them: a sheet of cells in, typed rows and named faults out. Knows no models."""

from projects.ledger.columns import Column, guess_columns, heading_key
from projects.ledger.faulty import write_faulty_rows
from projects.ledger.layout import LedgerError
from projects.ledger.partners import kind_in_name, split_names
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
    "heading_key",
    "kind_in_name",
    "parse_ledger",
    "split_names",
    "write_faulty_rows",
]
