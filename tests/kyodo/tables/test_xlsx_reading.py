import datetime
import io
import zipfile

import pytest

from kyodo.tables import Limits, MergedRange, TableError, read_table
from tests.kyodo.tables.files import texts, with_member, xlsx

HALF_PAST_ONE = datetime.datetime.fromisoformat("2010-09-15T13:30")
SHEET = "xl/worksheets/sheet1.xml"


def read(file, name="台帳.xlsx", **limits):
    return read_table(file, name, limits=Limits(**limits))[0]


def one_row(*values, formats=()):
    def fill(sheet):
        sheet.append(values)
        for column, number_format in enumerate(formats, 1):
            sheet.cell(1, column).number_format = number_format

    return read(xlsx(fill))


def with_sheet(inner: str) -> io.BytesIO:
    """A workbook whose first sheet's XML has this inside sheetData."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml = f"{head}{inner}</sheetData></worksheet>".encode()
    return with_member(xlsx(lambda sheet: None), SHEET, lambda _: xml)


def test_values_are_typed():
    day = datetime.date(2010, 9, 15)
    sheet = one_row(1, 2.5, 3.0, True, day, HALF_PAST_ONE, "教育部")
    assert [cell.value for cell in sheet.row(1).values()] == [
        1,
        2.5,
        3,
        True,
        day,
        HALF_PAST_ONE,
        "教育部",
    ]
    assert texts(sheet) == [["1", "2.5", "3", "TRUE", "2010/9/15", "2010/9/15 13:30", "教育部"]]


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (600001, "0000000", "0600001"),
        (1880001, "000-0000", "188-0001"),
        (1880001, r"[<=999]000;[<=9999]000\-00;000\-0000", "188-0001"),
        (188, r"[<=999]000;[<=9999]000\-00;000\-0000", "188"),
        (424202821, r"[<=99999999]####\-####;\(000\)\ ####\-####", "(004) 2420-2821"),
        (3019, "#,##0", "3019"),
        (7, "0", "7"),
        (-5, "000", "-005"),
        (12345, "000", "12345"),
    ],
)
def test_numbers_show_as_a_person_sees_them(number, number_format, text):
    assert one_row(number, formats=[number_format]).cell(1, 1).text == text


def test_merged_blocks_show_their_top_left_cell():
    def fill(sheet):
        sheet["A1"] = "協働の相手"
        sheet.merge_cells("A1:B2")
        sheet["C3"] = "x"

    sheet = read(xlsx(fill))
    assert sheet.merged == [MergedRange(1, 1, 2, 2)]
    assert sheet.shown(2, 2).text == "協働の相手"
    assert sheet.shown(3, 2) is None


def test_blank_rows_are_none_and_addresses_stay():
    def fill(sheet):
        sheet["B2"] = "x"
        sheet["AA5"] = "y"
        sheet["A9"] = "　 "

    sheet = read(xlsx(fill))
    assert [row is None for row in sheet.rows] == [True, False, True, True, False]
    assert sheet.cell(5, 27).address == "AA5"


def test_hidden_sheets_are_marked():
    def fill(sheet):
        sheet["A1"] = "x"
        hidden = sheet.parent.create_sheet("メモ")
        hidden["A1"] = "y"
        hidden.sheet_state = "hidden"

    sheets = read_table(xlsx(fill), "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Sheet", False), ("メモ", True)]


def test_formulas_give_their_kept_result_or_a_fault():
    sheet = read(
        with_sheet(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
            '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        )
    )
    assert sheet.cell(1, 1).value == 2
    assert sheet.cell(1, 2).fault == "式の計算結果が入っていません。Excelで開き、保存し直してください。"
    assert sheet.cell(1, 3).fault == "Excelのエラー「#DIV/0!」が入っています。"
    assert [sheet.cell(1, number).is_formula for number in (1, 2)] == [True, True]
    assert not read(with_sheet('<row r="1"><c r="A1"><v>2</v></c></row>')).cell(1, 1).is_formula


def test_text_of_every_kind():
    inner = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>一_x000D_&#10;行</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>太</t></r><r><t>字</t></r><rPh sb="0" eb="1"><t>フト</t></rPh></is></c>'
        '<c r="C1" t="str"><f>A1</f><v>式</v></c></row>'
    )
    assert texts(read(with_sheet(inner))) == [["一\n行", "太字", "式"]]


@pytest.mark.parametrize(
    ("inner", "limits", "words"),
    [
        ('<row r="11"><c r="A11"><v>1</v></c></row>', {"rows": 10}, "10行まで"),
        ('<row r="1"><c r="C1"><v>1</v></c></row>', {"columns": 2}, "2列まで"),
        ('<row r="1"><c r="A1" t="str"><v>abcde</v></c></row>', {"cell_length": 4}, "A1の文字"),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', {}, "壊れている"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', {}, "壊れている"),
        ("<row", {}, "壊れている"),
        ('<row r="1"/>', {}, "何も入っていません"),
    ],
)
def test_sheets_that_are_refused(inner, limits, words):
    with pytest.raises(TableError, match=words):
        read(with_sheet(inner), **limits)


def test_empty_formatted_rows_far_below_cost_nothing():
    sheet = read(
        with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="ZZZ99999999" s="0"/></row>'
        )
    )
    assert len(sheet.rows) == 1


def test_entity_bombs_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(TableError, match="壊れている"):
        read(with_member(xlsx(lambda sheet: None), SHEET, lambda _: bomb))


def test_zip_bombs_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr("kyodo.tables.xlsx_reading.load_workbook", lambda *a, **k: pytest.fail("unpacked"))
    bomb = with_member(xlsx(lambda sheet: None), "xl/media/a.xml", lambda _: b" " * 5_000_000)
    with pytest.raises(TableError, match="大きすぎます"):
        read(bomb)


def test_the_sum_of_the_members_is_limited():
    file = xlsx(lambda sheet: sheet.append(["x"]))
    with pytest.raises(TableError, match="大きすぎます"):
        read(file, unpacked_bytes=1000)


def test_too_many_sheets_are_refused():
    with pytest.raises(TableError, match="1枚まで"):
        read(xlsx(lambda sheet: sheet.parent.create_sheet("二")), sheets=1)


def a_zip(name: str) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (OLE + bytes(600), "台帳.xls", "古い形式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "台帳.xlsx", "パスワード"),
        (b"PK\x03\x04", "台帳.xlsm", "マクロ付き"),
        (b"PK\x03\x04garbage", "台帳.xlsx", "壊れている"),
        (a_zip("word/document.xml").getvalue(), "台帳.docx", "Excelの形式"),
        (b"%PDF-1.7", "台帳.pdf", "PDF"),
        (b"<html><table>", "台帳.xls", "中身がExcelの形式"),
        (
            with_member(xlsx(lambda sheet: None), "xl/vbaProject.bin", lambda _: b"x").getvalue(),
            "a.xlsx",
            "マクロ",
        ),
    ],
)
def test_files_that_are_refused(data, name, words):
    with pytest.raises(TableError, match=words):
        read(io.BytesIO(data), name)
