"""Tables as data: for JSON, for CSV and xlsx, and the notes that stand under them. One place, so that all say the same.

Percent is text (「41.0」), in rows a decimal of one place; a hidden cell has neither count nor percent. Pure: knows no
request and no database.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from .tabulation import Crossing, Figures, Line, Table, rounded

HIDDEN = "－"
PROJECT = "事業"


def table_dict(table: Table) -> dict:
    """question, label, n, rows of code, label, count, percent, and a note where n is small."""
    return {
        "question": table.question.code,
        "label": table.question.label,
        "counted": table.question.counted,
        "n": None if table.is_n_hidden else table.n,
        "rows": [_line_dict(line) for line in table.lines],
        "note": small_note(table),
        "notes": notes_of(table),
    }


def crossing_dict(crossing: Crossing) -> dict:
    """The same for all, and under `rows` once for each value of `by`, with an n of its own."""
    total = table_dict(crossing.total)
    rows = [
        {
            "code": option.code,
            "label": option.label,
            "n": None if table.is_n_hidden else table.n,
            "rows": [_line_dict(line) for line in table.lines],
            "note": small_note(table),
        }
        for option, table in crossing.rows
    ]
    by = {"code": crossing.by.code, "label": crossing.by.label}
    head = {key: total[key] for key in ("question", "label", "counted", "n")}
    return {
        **head,
        "by": by,
        "total": total,
        "rows": rows,
        "note": total["note"],
        "notes": notes_of(crossing),
    }


def figures_dict(figures: Figures) -> dict:
    """Mean and spread as text of two places, fit to be read as a number; None where nobody answered."""
    return {
        "n": figures.n,
        "answered": figures.answered,
        "no_answer": figures.no_answer,
        "sum": _plain(figures.total),
        "mean": None if figures.mean is None else _plain(figures.mean),
        "deviation": None if figures.deviation is None else f"{figures.deviation:.2f}",
        "min": None if figures.low is None else _plain(figures.low),
        "max": None if figures.high is None else _plain(figures.high),
    }


def table_rows(table: Table) -> tuple[list, list[list]]:
    """Heading and rows: 記号, 回答, 件数, %, n."""
    n = HIDDEN if table.is_n_hidden else table.n
    rows = [[line.code, line.label, *_cells(line), n] for line in table.lines]
    return ["記号", "回答", "件数", "%", "n"], rows


def crossing_rows(crossing: Crossing) -> tuple[list, list[list]]:
    """Heading and rows: a row for all and one for each value of `by`; count and percent of each answer in columns."""
    heading = [crossing.by.label, "n"]
    for line in crossing.total.lines:
        heading += [f"{line.label}（件数）", f"{line.label}（%）"]
    tables = [("総計", crossing.total), *((option.label, table) for option, table in crossing.rows)]
    rows = []
    for label, table in tables:
        cells = [cell for line in table.lines for cell in _cells(line)]
        rows.append([label, HIDDEN if table.is_n_hidden else table.n, *cells])
    return heading, rows


def _plain(value: Fraction) -> str:
    return rounded(value, 2).replace(",", "")


def figures_rows(named: Iterable[tuple[str, Figures]]) -> tuple[list, list[list]]:
    """Heading and rows of numbers, one for all and one for each value of `by`; mean and spread as decimals."""
    heading = ["", "n", "回答", "無回答", "合計", "平均", "標準偏差", "最小", "最大"]
    rows = [[name, *map(_decimal, figures_dict(each).values())] for name, each in named]
    return heading, rows


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, str) else value


def small_note(table: Table) -> str | None:
    if not table.is_small:
        return None
    n = "" if table.is_n_hidden else f"n={table.n}。"
    return f"{n}回答が{table.small_n}件に満たないため、割合の見方に注意してください。"


def notes_of(result: Table | Crossing) -> list[str]:
    """What a reader has to know, a sentence each."""
    table = result.total if isinstance(result, Crossing) else result
    tables = [table, *(each for _, each in result.rows)] if isinstance(result, Crossing) else [table]
    notes = []
    if table.question.counted:
        notes.append(f"nは{table.question.counted}の数です。無回答も入っています。")
    if table.question.counted == PROJECT and not table.question.single:
        notes.append("相手によって答えがちがう事業は、それぞれの答えに1件と数えています。")
    elif not table.question.single:
        notes.append("いくつでも選べる設問です。割合の合計は100%をこえることがあります。")
    if any(each.is_small for each in tables):
        notes.append(small_note(table) or f"nが{table.small_n}に満たない行は、割合の見方に注意してください。")
    if any(line.is_hidden for each in tables for line in each.lines):
        notes.append(f"数が少なく、だれの答えか分かるおそれのあるところは「{HIDDEN}」にしています。")
    return notes


def _line_dict(line: Line) -> dict:
    return {
        "code": line.code,
        "label": line.label,
        "count": None if line.is_hidden else line.count,
        "percent": line.percent or None,
    }


def _cells(line: Line) -> list:
    if line.is_hidden:
        return [HIDDEN, HIDDEN]
    return [line.count, Decimal(line.percent) if line.percent else None]
