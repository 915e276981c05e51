"""Small cells of published tables are hidden, with as many others as it takes that none can be worked out. Pure.

A cell is the number of those who gave one answer, or n. One that counts fewer than `below`, and not 0, is hidden;
with a small n the whole row. Where cells add up to a number that is shown (single answers to n, the rows of a
crossing to its total, and whatever else happens to), one hidden cell alone would be the difference: the next smallest
is hidden with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .tabulation import Crossing, Table

Place = tuple[int, int]  # row, line
TOTAL, N = -1, -1  # the row of all, and n's place in a row


def hide_small(table: Table, below: int) -> Table:
    """The table as it may be published."""
    return _hidden(table, _hide({TOTAL: table}, below, sums=[]), TOTAL)


def hide_small_crossing(crossing: Crossing, below: int) -> Crossing:
    """The crossing as it may be published.

    Its rows add up to the total where everybody has one value of `by`, and often where projects count once as well.
    """
    tables = {TOTAL: crossing.total} | {row: table for row, (_, table) in enumerate(crossing.rows)}
    columns = (N, *range(len(crossing.total.lines)))
    is_whole = crossing.by.single or sum(table.n for _, table in crossing.rows) == crossing.total.n
    sums = [[(row, column) for row in tables] for column in columns] if is_whole else []
    places = _hide(tables, below, sums)
    rows = tuple((option, _hidden(table, places, row)) for row, (option, table) in enumerate(crossing.rows))
    return replace(crossing, total=_hidden(crossing.total, places, TOTAL), rows=rows)


def hide_small_years(crossing: Crossing, below: Mapping[str, int]) -> Crossing:
    """A crossing by 年度: each year as its own survey publishes it (code → its limit), no total of hidden cells.

    The years are published by themselves too: the total without them would give a hidden one away.
    """
    rows = tuple((option, hide_small(table, below[option.code])) for option, table in crossing.rows)
    tables = [table for _, table in rows]
    places = {
        (TOTAL, line)
        for line in range(len(crossing.total.lines))
        if any(table.is_n_hidden or table.lines[line].is_hidden for table in tables)
    }
    if any(table.is_n_hidden for table in tables):
        places.add((TOTAL, N))
    return replace(crossing, total=_hidden(crossing.total, places, TOTAL), rows=rows)


def _hide(tables: dict[int, Table], below: int, sums: list[list[Place]]) -> set[Place]:
    counts = {
        (row, line): each.count for row, table in tables.items() for line, each in enumerate(table.lines)
    }
    counts |= {(row, N): table.n for row, table in tables.items()}
    lines = {row: [(row, line) for line in range(len(table.lines))] for row, table in tables.items()}
    sums = sums + [lines[row] for row, table in tables.items() if _adds_up(table)]
    hidden, more = set(), {place for place, count in counts.items() if 0 < count < below}
    while more:
        hidden |= more
        hidden |= {place for row, line in more if line == N for place in lines[row]}
        more = set(_next_to_hide(sums, hidden, counts))
    return hidden


def _adds_up(table: Table) -> bool:
    return table.question.single or sum(line.count for line in table.lines) == table.n


def _next_to_hide(
    sums: Iterable[list[Place]], hidden: set[Place], counts: dict[Place, int]
) -> Iterable[Place]:
    """For each sum with one hidden cell, another: the smallest that anybody gave, else one that nobody did.

    Of equal ones no total: it is published by itself as well.
    """
    for places in sums:
        shown = [place for place in places if place not in hidden]
        if len(places) - len(shown) == 1 and shown:
            yield min(shown, key=lambda place: (counts[place] == 0, counts[place], place[0] == TOTAL))


def _hidden(table: Table, places: set[Place], row: int) -> Table:
    lines = (replace(each, is_hidden=(row, line) in places) for line, each in enumerate(table.lines))
    return replace(table, lines=tuple(lines), is_n_hidden=(row, N) in places)
