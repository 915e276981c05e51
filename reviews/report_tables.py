"""The tables of a report as a workbook, and as they stand on paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from kyodo.tables import Page, write_workbook

from .charts.excel import chart_page
from .enums import BlockKind
from .report_document import Piece, ReportDocument
from .survey_tables import Counted
from .table_data import HIDDEN
from .tabulation import Line, Table

CONTENTS = ["番号", "題", "設問", "分け方", "n", "注"]


@dataclass(frozen=True)
class Grid:
    """A table for paper: a heading, and rows of a label and its cells. A crossing stands so that it is narrow."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    is_wide: bool = False


def grid_of(counted: Counted) -> Grid:
    """Counts and percents; a crossing has its percents with the counts behind them."""
    if counted.figures is not None and not counted.question.has_choices:
        heading, rows = counted.figure_rows()
        return Grid(("", *heading[1:]), tuple((row[0], tuple(map(_word, row[1:]))) for row in rows), True)
    if not counted.is_crossing:
        rows = ((line.label, _cells(line)) for line in counted.total.lines)
        return Grid(("回答", "件数", "割合"), tuple(rows))
    tables = [("総計", counted.total), *((option.label, each) for option, each in counted.result.rows)]
    lines = counted.total.lines
    if len(tables) <= len(lines):
        head = ("", *(f"{label}（n={_n(table)}）" for label, table in tables))
        rows = (
            (line.label, tuple(_cell(table.lines[place]) for _, table in tables))
            for place, line in enumerate(lines)
        )
        return Grid(head, tuple(rows), True)
    head = (counted.result.by.label, "n", *(line.label for line in lines))
    rows = ((label, (_n(table), *map(_cell, table.lines))) for label, table in tables)
    return Grid(head, tuple(rows), True)


def _word(value: object) -> str:
    return HIDDEN if value is None else f"{value:,}"


def _n(table: Table) -> str:
    return HIDDEN if table.is_n_hidden else f"{table.n:,}"


def _cells(line: Line) -> tuple[str, str]:
    if line.is_hidden:
        return HIDDEN, HIDDEN
    return f"{line.count:,}", f"{line.percent}%" if line.percent else HIDDEN


def _cell(line: Line) -> str:
    return HIDDEN if line.is_hidden else f"{line.percent or HIDDEN}（{line.count:,}）"


def write_report_tables(document: ReportDocument, file: BinaryIO) -> BinaryIO:
    """A contents sheet, one sheet for each figure, table and list of quotes, and one for each figure's chart."""
    pieces = [piece for piece in document.numbered if piece.counted]
    contents = [_contents(piece) for piece in pieces]
    about = [[document.report.title], [f"資料：{document.source}"], CONTENTS]
    pages = [Page("目次", about, contents, widths=[8, 50, 50, 20, 8, 60])]
    pages += [page for piece in pieces for page in _pages(piece)]
    return write_workbook(pages, file=file)


def _contents(piece: Piece) -> list:
    counted = piece.counted
    by = counted.result.by.label if counted.is_crossing else ""
    return [
        piece.label,
        piece.text,
        counted.result.question.label,
        by,
        _n(counted.total),
        " ".join(counted.notes),
    ]


def _pages(piece: Piece) -> Iterator[Page]:
    title = f"{piece.label}　{piece.text}"
    if piece.kind == BlockKind.QUOTES:
        rows = [[quotes.label, text] for quotes in piece.quotes for text in quotes.said]
        yield Page(piece.label, [[title], ["分類", "意見"]], rows, widths=[30, 80])
        return
    heading, rows = piece.counted.as_rows()
    yield Page(piece.label, [[title], heading], rows)
    chart = chart_page(piece.counted) if piece.kind == BlockKind.FIGURE else None
    if chart is not None:
        yield replace(chart, name=f"{piece.label}の図")
