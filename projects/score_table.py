"""A call's ranking as a table for spreadsheets: the numbers of the page, one row a proposal."""

from collections.abc import Iterator

from .ranking import Board, Cell, Line

LEADING = ("順位", "同順位", "提案", "団体", "合計", "満点", "満点に対する％", "目安に届かない理由")
OF_CRITERION = ("平均", "最低", "最高", "標準偏差", "人数")
TRAILING = ("点のない委員", "数えない委員")


def header(board: Board) -> list[str]:
    criteria = [f"{measure.label}（{name}）" for measure in board.measures for name in OF_CRITERION]
    return [*LEADING, *criteria, *TRAILING]


def rows(board: Board) -> Iterator[list]:
    """Numbers are rounded as on the page; what there is none of stays empty."""
    for line in board.lines:
        numbers = [value for cell in line.cells for value in _cell(cell)]
        yield [*_lead(line, board), *numbers, _gaps(line), _excluded(line)]


def _lead(line: Line, board: Board) -> list:
    return [
        line.rank,
        "同順位" if line.is_tied else "",
        line.entry.title,
        line.entry.group,
        _number(line.total),
        int(board.full.value),
        _number(line.percent),
        "".join(fault.words for fault in line.faults),
    ]


def _cell(cell: Cell) -> list:
    spread = _number(cell.deviation)
    return [_number(cell.mean), cell.low, cell.high, spread, len(cell.marks)]


def _number(figure) -> float | None:
    return float(figure.shown) if figure else None


def _gaps(line: Line) -> str:
    found = [f"{judge.name}（{'・'.join(each.label for each in measures)}）" for judge, measures in line.gaps]
    return "、".join(found)


def _excluded(line: Line) -> str:
    return "、".join(f"{judge.name}：{why}" for judge, why in line.excluded)
