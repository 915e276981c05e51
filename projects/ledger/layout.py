"""Where the table begins in a sheet: titles above, one or two rows of headings, merged or not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kyodo.fiscal_year import parse_fiscal_year
from kyodo.tables import Cell, Sheet
from kyodo.text import clean
from kyodo.wareki import ERA_SIGNS, readable
from projects.ledger.columns import JOINT, heading_key, map_columns, unit_in
from projects.ledger.vocabulary import Field

_SEARCHED_ROWS = 40
_FEWEST_FIELDS = 3
_YEAR = re.compile(rf"(?:(?:{ERA_SIGNS})\.?(?:元|\d{{1,2}})|(?<!\d)\d{{4}})年度")


class LedgerError(ValueError):
    """A sheet that cannot be read as a ledger; its text is Japanese, for the person who uploaded it."""


@dataclass(frozen=True)
class Layout:
    """The rows of the headings, the headings by column number, the year and the money unit named above them."""

    first_row: int
    last_row: int
    headers: dict[int, str]
    year: int | None
    unit: int

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """Every single heading, for finding them again further down."""
        return frozenset(
            heading_key(part) for header in self.headers.values() for part in header.split(JOINT)
        )


def find_layout(sheet: Sheet, mapping: Mapping[str | int, str] | None = None) -> Layout:
    """Takes the headings in which most fields are known, one row of them where two tell no more."""
    # A heading that is to be left out is no less a heading: without it a title above would look like one more row.
    # Column numbers say nothing: with them every project would look like a row of headings.
    wanted = {key: field for key, field in (mapping or {}).items() if field and isinstance(key, str)}
    best: tuple[int, int, int] = (0, 0, 0)
    for row in range(1, min(len(sheet.rows), _SEARCHED_ROWS) + 1):
        for depth in (1, 2):
            fields = _fields(sheet, row, depth, wanted)
            if Field.NAME in fields:
                best = max(best, (len(fields), -depth, -row))
    known, depth, row = best[0], -best[1], -best[2]
    if known < _FEWEST_FIELDS:
        raise LedgerError(
            f"シート「{sheet.name}」に見出しの行が見つかりません。"
            "「事業名」「課名」「協働の形態」のような見出しの行を入れてください。"
        )
    return Layout(
        first_row=row,
        last_row=row + depth - 1,
        headers=_headers(sheet, row, depth),
        year=_year(sheet, row),
        unit=_unit(sheet, row),
    )


def _fields(sheet: Sheet, row: int, depth: int, mapping) -> set[str]:
    headers = _headers(sheet, row, depth)
    return {column.field for column in map_columns(headers, mapping) if column.field}


def _headers(sheet: Sheet, row: int, depth: int) -> dict[int, str]:
    if depth == 1:
        return {number: clean(cell.text) for number, cell in sheet.row(row).items() if cell.text}
    headers, spanning = {}, ""
    for number in range(1, max([0, *sheet.row(row), *sheet.row(row + 1)]) + 1):
        top, own = sheet.shown(row, number), sheet.cell(row + 1, number)
        if top is not None:
            spanning = clean(top.text)
        elif own is None:
            spanning = ""  # neither heading: whatever spanned ends here
        parts = [spanning if top is not None or own is not None else "", clean(own.text) if own else ""]
        # A block merged downwards shows one text twice.
        joined = JOINT.join(dict.fromkeys(filter(None, parts)))
        if joined:
            headers[number] = joined
    return headers


def _year(sheet: Sheet, header_row: int) -> int | None:
    """The 年度 of the title, else of the sheet's name; None where either names several or none."""
    above = [cell.text for row in range(1, header_row) for cell in sheet.row(row).values()]
    for texts in (above, [sheet.name]):
        years = {parse_fiscal_year(found).year for text in texts for found in _YEAR.findall(readable(text))}
        if len(years) == 1:
            return years.pop()
    try:
        return parse_fiscal_year(sheet.name).year
    except ValueError:
        return None


def _unit(sheet: Sheet, header_row: int) -> int:
    """Yen per 1 from 「単位：千円」 above the headings; 1 where nothing is said."""
    for row in range(1, header_row):
        for cell in sheet.row(row).values():
            if "単位" in cell.text and (unit := unit_in(cell.text)):
                return unit
    return 1


def repeats_header(cells: Mapping[int, Cell], layout: Layout) -> bool:
    """Whether a row is the headings once more, as at the top of a printed page."""
    known = layout.heading_keys
    return len(cells) > 1 and all(heading_key(cell.text) in known for cell in cells.values())
