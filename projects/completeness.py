"""What still keeps a proposal from being handed in, field by field. Pure: asks no database.

A draft may be as incomplete as its writers like; this says what is missing or cannot be read, each with the key of
the field or cell that it is about, for a link, a mark at the field, and the last word before it is handed in.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kyodo.fiscal_year import FiscalYear
from kyodo.wareki import parse_date

from .asked import Asked
from .budget import Budget, Fault, read_budget
from .content import MOST_ROWS, Content, Row, label_of, read_number
from .enums import AnswerKind
from .rulebook import Condition
from .sections import CONDITION, NO, Column, Field, Section

WRITE, CHOOSE = "書いてください。", "選んでください。"


@dataclass(frozen=True)
class Gap:
    """One thing to be done. `is_missing`: nothing was written; else what was written cannot stay as it is."""

    section: str
    key: str
    label: str
    message: str
    is_missing: bool = True


def find_gaps(asked: Asked, content: Content, papers: Collection[str]) -> list[Gap]:
    """Everything, in the order of the pages. `papers`: the keys of the papers that are attached."""
    return [gap for section in asked.pages for gap in gaps_in(section, asked, content, papers)]


def gaps_in(section: Section, asked: Asked, content: Content, papers: Collection[str]) -> list[Gap]:
    """What is to be done in one section."""
    conditions = {CONDITION + each.key: each for each in asked.conditions}
    found: list[Gap] = []
    for field in section.fields:
        for fault in _faults_of(field, asked, content, papers):
            label = _year_label(fault.key, asked) or label_of(fault.key, [section], content) or field.label
            found.append(Gap(section.key, fault.key, label, fault.message, fault.is_missing))
        if field.key in conditions:
            found += _unmet(section, field, conditions[field.key], content)
    return found


def _faults_of(field: Field, asked: Asked, content: Content, papers: Collection[str]) -> Iterable[Fault]:
    if field.kind == AnswerKind.FILES:
        for paper in asked.papers:
            if paper.required and paper.key not in papers:
                yield Fault(f"{field.key}.{paper.key}", f"「{paper.label}」を付けてください。", True)
    elif field.kind == AnswerKind.BUDGET:
        yield from budget_of(field, asked, content).faults
    elif field.kind == AnswerKind.ROWS:
        yield from _row_faults(field, content.rows(field))
    else:
        yield from _text_faults(field.key, content.text(field.key), field)


def budget_of(field: Field, asked: Asked, content: Content) -> Budget:
    return read_budget(content.budget_rows(field.key), asked.terms, field.key)


def _text_faults(key: str, text: str, asked: Field | Column) -> Iterable[Fault]:
    text = text.strip()
    if not text:
        if asked.required:
            yield Fault(key, CHOOSE if asked.kind == AnswerKind.CHOICE else WRITE, True)
    elif asked.kind == AnswerKind.CHOICE:
        if text not in dict(asked.choices):
            yield Fault(key, CHOOSE)
    elif asked.kind == AnswerKind.NUMBER:
        yield from _unreadable(key, text, lambda number: read_number(number, places=1))
    elif asked.kind == AnswerKind.DATE:
        yield from _unreadable(key, text, parse_date)
    elif len(text) > asked.max_length:
        yield Fault(
            key, f"{asked.max_length:,}字までです。{len(text) - asked.max_length:,}字へらしてください。"
        )


def _unreadable(key: str, text: str, read) -> Iterable[Fault]:
    try:
        read(text)
    except ValueError as error:
        yield Fault(key, str(error))


def _row_faults(field: Field, rows: list[Row]) -> Iterable[Fault]:
    if field.required and len(rows) < field.minimum_rows:
        yield Fault(field.key, f"{field.minimum_rows}行以上書いてください。", not rows)
    if len(rows) > MOST_ROWS:
        yield Fault(field.key, f"{MOST_ROWS}行までにしてください。")
    for row in rows:
        for column in field.columns:
            yield from _text_faults(f"{field.key}.{row.key}.{column.key}", row.cells[column.key], column)


def _unmet(section: Section, field: Field, condition: Condition, content: Content) -> Iterable[Gap]:
    """The group's own answer says that it does not meet the condition."""
    text = content.text(field.key).strip()
    if condition.minimum is None:
        if text == NO:
            message = "応募できるのは、「はい」と答えられる団体です。迷うときは事務局に聞いてください。"
            yield Gap(section.key, field.key, field.label, message, is_missing=False)
        return
    try:
        number = read_number(text, places=1)
    except ValueError:
        return
    if number < condition.minimum:
        message = f"応募には、{condition.minimum}{condition.unit}以上であることが必要です。"
        yield Gap(section.key, field.key, field.label, message, is_missing=False)


def _year_label(key: str, asked: Asked) -> str:
    """「収支予算（令和9年度）」 where the fault lies in the sums of a whole year."""
    name, _, rest = key.partition(".")
    terms = next((each for each in asked.terms if rest == f"y{each.number}"), None)
    field = next((each for each in asked.fields if each.key == name), None)
    if terms is None or field is None or field.kind != AnswerKind.BUDGET:
        return ""
    return f"{field.label}（{FiscalYear(terms.fiscal_year).short_label}）"
