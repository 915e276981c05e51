"""The columns of the sheet list as a file. No score leaves before both sides have finished."""

from collections.abc import Iterator

from django.db.models import QuerySet

from kyodo.fiscal_year import FiscalYear

from .enums import Side
from .models import Sheet
from .queries.sheets import boards_of
from .scores import ScoreBoard

CHUNK = 500
HEADER = (
    "年度",
    "番号",
    "種類",
    "担当課",
    "団体",
    "事業名",
    "協働の形態",
    "状態",
    "記入の期限",
    "ふりかえりの場の期限",
    "団体が書き終えた日",
    "市が書き終えた日",
    "視点",
    "団体の評価",
    "市の評価",
    "合意した評価",
    "団体のコメント",
    "市のコメント",
)
BETWEEN = "、"


def rows_of(sheets: QuerySet[Sheet]) -> Iterator[list]:
    """A row a sheet; the scores of an axis stand at the same place in each of the three lists."""
    chunk: list[Sheet] = []
    for sheet in sheets.iterator(chunk_size=CHUNK):
        chunk.append(sheet)
        if len(chunk) == CHUNK:
            yield from _rows(chunk)
            chunk = []
    yield from _rows(chunk)


def _rows(sheets: list[Sheet]) -> Iterator[list]:
    boards = boards_of(sheets)
    for sheet in sheets:
        yield [*_facts(sheet), *_results(sheet, boards.get(sheet.pk))]


def _facts(sheet: Sheet) -> list:
    return [
        FiscalYear(sheet.fiscal_year).label,
        sheet.number,
        sheet.get_kind_display(),
        sheet.division_name,
        sheet.organization_name,
        sheet.project_name,
        sheet.form_name,
        sheet.get_state_display(),
        sheet.due_on,
        sheet.meeting_due_on,
        sheet.group_finished_at.date() if sheet.group_finished_at else None,
        sheet.city_finished_at.date() if sheet.city_finished_at else None,
    ]


def _results(sheet: Sheet, board: ScoreBoard | None) -> list:
    if board is None:
        return [""] * 6
    scores = [BETWEEN.join(str(value or "－") for value in board.values(side)) for side in Side]
    return [BETWEEN.join(board.labels), *scores, sheet.group_comment, sheet.city_comment]
