"""Taking over a ledger (docs/adr/0004): read → plan → report → write → undo.

`conversation` has the verbs of the pages; `take_over` is all of it at once, for the command line.
"""

from .conversation import (
    Faulty,
    begin,
    check_ledger,
    choose_columns,
    chosen_columns,
    current_plan,
    import_ledger,
    ledger_sheets,
    read_as_remembered,
    reading_of,
    remembered_columns,
    sheet_named,
    upload_ledger,
)
from .planning import make_plan
from .report import findings_of, report_of
from .source import MAX_ROWS, open_ledger_file, read_ledger
from .take_over import take_over
from .undo import UndoRefused, obstacles, undo_import
from .writing import history_marks, lock_imports, write_plan

__all__ = [
    "MAX_ROWS",
    "Faulty",
    "UndoRefused",
    "begin",
    "check_ledger",
    "choose_columns",
    "chosen_columns",
    "current_plan",
    "findings_of",
    "history_marks",
    "import_ledger",
    "ledger_sheets",
    "lock_imports",
    "make_plan",
    "obstacles",
    "open_ledger_file",
    "read_as_remembered",
    "read_ledger",
    "reading_of",
    "remembered_columns",
    "report_of",
    "sheet_named",
    "take_over",
    "undo_import",
    "upload_ledger",
    "write_plan",
]
