"""Ledgers of a few rows for these tests."""

import io

from openpyxl import Workbook

from projects.actions.ledger import history_marks, make_plan, write_plan
from projects.ledger import Ledger, parse_ledger
from tests.projects.ledger.books import sheet_of

HEADER = ("部", "課", "事業名", "協働の形態", "協働の相手", "種別", "市の負担額", "成果", "目的")
YEAR = 2024


def row(**values):
    """One line: whatever is not named stands as in an ordinary ledger; None is a blank cell."""
    usual = {
        "部": "都市部",
        "課": "みどり公園課",
        "事業名": "花壇づくり",
        "協働の形態": "委託",
        "協働の相手": "NPO法人みどりの会",
        "種別": "NPO法人",
    }
    return [({**usual, **values}).get(name) for name in HEADER]


def ledger_of(*rows, year: int | None = YEAR, header=HEADER) -> Ledger:
    return parse_ledger(sheet_of(list(header), *rows), year=year)


def plan_of(*rows, by=None, year: int | None = YEAR, header=HEADER, **options):
    return make_plan(ledger_of(*rows, year=year, header=header), by=by, **options)


def imported(*rows, by=None, year: int | None = YEAR, header=HEADER, kept=None):
    """The plan, written; with `kept` (a LedgerImport) as the conversation leaves it."""
    plan = plan_of(*rows, by=by, year=year, header=header)
    assert plan.ledger.faults == []
    write_plan(plan, by=by, ledger_import=kept)
    if kept is not None:
        kept.report = {"history": history_marks()}
        kept.save()
    return plan


def became(plan) -> list[str]:
    return [result.became for result in plan.results]


def reasons(plan) -> list[tuple[int, str, str]]:
    """Row, column and reason of every fault."""
    return [(fault.row, fault.column, fault.reason) for fault in plan.ledger.faults]


def book_of(*rows, header=HEADER, title=f"{YEAR}年度　協働事業一覧", sheets=("台帳",), name="台帳.xlsx"):
    """An xlsx upload with a title, a heading and these rows on each of its sheets."""
    book = Workbook()
    book.remove(book.active)
    for sheet_name in sheets:
        sheet = book.create_sheet(sheet_name)
        for values in ([title] if title else [None], list(header), *rows):
            sheet.append(values)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = name
    return file
