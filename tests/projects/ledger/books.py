"""A small ledger with every habit of the big ones, made in code."""

import datetime
import io

from openpyxl import Workbook

from kyodo.tables import Cell, Sheet, read_table

HEADERS = [
    [
        "No.",
        "部名",
        "課名",
        "事業名",
        "協働の形態",
        "協働の相手",
        None,
        "実施期間",
        None,
        "市の経費\n（千円）",
        "実施の経緯\n(複数可)",
        "発案\n(複数可)",
        "成果",
    ],
    [None, None, None, None, None, "団体名", "種別", "自", "至", None, None, None, None],
]
MERGED = ["A1:M1", "F4:G4", "H4:I4", *(f"{letter}4:{letter}5" for letter in "ABCDEJKLM")]
DAY = datetime.datetime.fromisoformat
ROWS = [
    [
        1,
        "教育部",
        "生涯学習課",
        "花壇づくり（第２期）",
        "補助・助成 ",
        "いずみの会",
        "その他",
        "平成２２年９月１日",
        "平成２３年３月３１日",
        "なし",
        "市の直轄は不適",
        "その他",
        "上がっている",
    ],
    [
        "２",
        "〃",
        None,
        "市民講座",
        "委　託",
        "特定非営利活動法人　そよかぜ\nみらい応援団",
        "ＮＰＯ法人\nその他",
        DAY("2010-09-15"),
        DAY("2011-03-31"),
        3019,
        "協働が効果的、団体の持込み",
        "団体が発案・市が発案",
        "どちらともいえない",
    ],
    [None] * 13,
    [
        3,
        None,
        "〃",
        "読み聞かせ",
        "補助･助成",
        "NPO法人こもれび",
        "NPO法人",
        "H22.6.15",
        "2011/3/31",
        "１，６５０",
        None,
        None,
        None,
    ],
    [
        4,
        "環境部",
        "環境課",
        "緑のカーテン",
        "実行委員会･協議会",
        "ひだまりの会、ともにの会",
        "その他",
        "2010/4/1",
        "H23.3.31",
        "－",
        "上位計画",
        "やりとりから",
        "上がっていない",
    ],
    [None] * 13,
    [None, None, "合計", "４事業", None, "６団体", None, None, None, None, None, None, None],
    ["※１　相手ごとに１件と数える。"] + [None] * 12,
]


def messy_ledger() -> io.BytesIO:
    """Titles, merged headings in two rows, 〃 and blanks, 和暦, full width, several partners, a sum and a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "一覧"
    sheet["A1"] = "平成２２年度　協働事業一覧表"
    sheet["K2"] = "H23.8.12現在"
    for number, row in enumerate([*HEADERS, *ROWS], 4):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    for block in MERGED:
        sheet.merge_cells(block)
    file = io.BytesIO()
    book.save(file)
    return file


def messy_sheet() -> Sheet:
    return read_table(messy_ledger(), "台帳.xlsx")[0]


def sheet_of(*rows, name: str = "台帳") -> Sheet:
    """A sheet from rows of values, None for blanks."""
    sheet = Sheet(name)
    for number, row in enumerate(rows, 1):
        cells = {
            column: Cell(number, column, value, str(value))
            for column, value in enumerate(row, 1)
            if value is not None
        }
        sheet.rows.append(cells or None)
    return sheet
