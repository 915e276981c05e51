"""Where a ledger's conversation stands, for the step bar."""

from .models import LedgerImport
from .models.ledger_import import Stage

LABELS = ("ファイルを選ぶ", "列を確かめる", "誤りを確かめる", "取り込む")
PLACE = {
    Stage.COLUMNS: 1,
    Stage.CHECKING: 2,
    Stage.FAULTY: 2,
    Stage.READY: 3,
    Stage.IMPORTED: 4,
    Stage.UNDONE: 3,
}


def steps_of(row: LedgerImport | None, *, at_columns: bool = False) -> list[dict]:
    """The steps with their marks; `row` None stands before the upload, `at_columns` on the page of the columns."""
    place = 0 if row is None else 1 if at_columns else PLACE[row.stage]
    marks = [
        "done" if step < place else "current" if step == place else "todo" for step in range(len(LABELS))
    ]
    if row is not None and row.stage == Stage.UNDONE:
        marks[-1] = "stopped"
    return [{"label": label, "mark": mark, "date": ""} for label, mark in zip(LABELS, marks, strict=True)]
