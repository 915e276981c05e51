"""The Excel form of a small survey, filled in by code: cells are named by what they are for."""

import io

from openpyxl import Workbook, load_workbook

from reviews.answer_form.layout import (
    FIRST_LINE,
    OWN_ANSWER,
    OWN_CODE,
    OWN_FIRST_LINE,
    PROJECTS,
)
from reviews.answer_form.planning import plan_form
from reviews.answer_form.writing import write_answer_form
from reviews.models import Respondent
from reviews.queries.answering import paper_of
from tests.reviews.answering import Asked

OWN = "課として"


def empty(respondent: Respondent) -> Workbook:
    return load_workbook(write_answer_form(paper_of(respondent), io.BytesIO()))


def put(book: Workbook, **answers) -> Workbook:
    """About the first project and the 課: `OUTCOME="まだ"`; `MERITS__none="○"` marks, `WHY__words` is for その他."""
    projects = {cell.value: cell.column for cell in book[PROJECTS][1]} if PROJECTS in book else {}
    own = {
        book[OWN].cell(line, OWN_CODE).value: line for line in range(OWN_FIRST_LINE, book[OWN].max_row + 1)
    }
    for name, value in answers.items():
        code = name.replace("__words", ".words").replace("__", ":")
        if code in projects:
            book[PROJECTS].cell(FIRST_LINE, projects[code]).value = value
        else:
            book[OWN].cell(own[code], OWN_ANSWER).value = value
    return book


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.name = "用紙.xlsx"
    file.seek(0)
    return file


def planned(paper: Asked, book: Workbook):
    return plan_form(saved(book), "用紙.xlsx", paper_of(paper.respondent))


def changes(paper: Asked, book: Workbook) -> list[tuple]:
    """(question, before, after) of all that it changes; there is nothing wrong with it."""
    plan = planned(paper, book)
    assert plan.faults == []
    return [(each.question.code, each.before, each.after) for each in plan.changes]


def faults(paper: Asked, book: Workbook) -> list[tuple]:
    """(sheet, cell, reason) of every fault; it changes nothing."""
    plan = planned(paper, book)
    assert plan.changes == []
    return [(each.sheet, each.cell, each.reason) for each in plan.faults]
