import csv
import datetime
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kyodo.tables import Page, read_table, write_csv, write_workbook, write_xlsx
from tests.kyodo.tables.files import texts

DAY = datetime.date(2010, 9, 15)


def csv_rows(rows, header=("a",)):
    text = b"".join(write_csv(rows, header)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def xlsx_sheet(rows, header=("a",), **options):
    return load_workbook(write_xlsx(rows, header, file=io.BytesIO(), **options)).active


def test_csv_starts_with_a_byte_order_mark_and_ends_its_lines_for_windows():
    assert b"".join(write_csv([["髙島"]], ["氏名"])) == "\ufeff氏名\r\n髙島\r\n".encode()


def test_csv_values():
    moment = datetime.datetime.fromisoformat("2010-09-15T00:30+09:00").astimezone(ZoneInfo("UTC"))
    row = [None, True, -5, Decimal("1.50"), DAY, moment, "=1+1", float("nan"), "a\x00\ud800b"]
    assert csv_rows([row])[1] == [
        "", "TRUE", "-5", "1.50", "2010-09-15", "2010-09-15 00:30:00", "'=1+1", "", "ab"
    ]  # fmt: skip


def test_csv_is_streamed():
    taken = []

    def rows():
        for number in range(20_000):
            taken.append(number)
            yield [number, "x" * 20]

    next(write_csv(rows(), ["a", "b"]))
    assert 0 < len(taken) < 5_000


def test_xlsx_keeps_types_and_guards_formulas():
    long_ago = datetime.date(1889, 2, 11)
    row = [None, True, -5, DAY, long_ago, "=1+1", "#N/A", "0600001", 1234567890123456, "_x000D_"]
    sheet = xlsx_sheet([row])
    values = [cell.value for cell in sheet[2]]
    assert values[:3] == [None, True, -5]
    assert values[3].date() == DAY
    assert values[4:9] == ["1889-02-11", "'=1+1", "#N/A", "0600001", "1234567890123456"]
    assert {cell.data_type for cell in sheet[2][4:]} == {"s"}


def test_xlsx_looks_like_a_list():
    sheet = xlsx_sheet([["いずみ就労支援研究会", "x\ny"]], ("団体名", "短"), sheet_name="令和8年度/一覧")
    assert sheet.title == "令和8年度－一覧"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [sheet["A1"].font.b, sheet["A2"].font.b] == [True, False]
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [22, 8]
    assert sheet["B2"].alignment.wrap_text is True


def test_a_workbook_has_several_sheets_each_under_its_headings():
    pages = [Page("相手", [["CODE"], ["名前"]], [["甲"], ["=1"]]), Page("説明", [], [["ことば"]])]
    file = write_workbook(pages, file=io.BytesIO())
    book = load_workbook(file)
    sheet = book["相手"]
    assert book.sheetnames == ["相手", "説明"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:A4")
    assert [row[0].font.bold for row in sheet.rows] == [True, True, False, False]
    assert [sheet.cell(4, 1).text for sheet in read_table(file, "a.xlsx")[:1]] == ["=1"]
    assert book["説明"].freeze_panes == "A1" or book["説明"].freeze_panes is None


@pytest.mark.parametrize(("name", "title"), [("", "一覧"), ("'a'", "a"), ("あ" * 40, "あ" * 31)])
def test_sheet_names_are_ones_excel_takes(name, title):
    assert xlsx_sheet([], sheet_name=name).title == title


def test_text_longer_than_excel_takes_says_that_it_was_cut():
    value = xlsx_sheet([["あ" * 40_000]])["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…（長いため省略）")


CELL_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\x85"),
        st.sampled_from("=+-@＝＋－＠'\"\n\t,;_x05FD#〃　 "),
    ),
    min_size=1,
    max_size=12,
)
VALUE = st.one_of(
    st.none(),
    CELL_TEXT.filter(str.strip),
    st.sampled_from(["_x000D_", "_x005F_x000D_", "#N/A", "#REF!", "'=1", "TRUE", "=A1", "0001"]),
)
TABLE = st.lists(st.lists(VALUE, min_size=3, max_size=3), max_size=6)


@settings(max_examples=150, deadline=None)
@given(TABLE)
def test_what_was_written_as_xlsx_is_read_unchanged(rows):
    typed = [[*row, number, DAY] for number, row in enumerate(rows)]
    (sheet,) = read_table(write_xlsx(typed, ["甲", "乙", "丙", "数", "日"], file=io.BytesIO()), "a.xlsx")
    read = [
        [cell.value if (cell := sheet.cell(number, column)) else None for column in range(1, 6)]
        for number in range(2, len(typed) + 2)
    ]
    assert read == typed


@settings(max_examples=150, deadline=None)
@given(TABLE)
def test_what_was_written_as_csv_is_read_unchanged(rows):
    data = b"".join(write_csv([[*row, "終"] for row in rows], ["甲", "乙", "丙", "丁"]))
    (sheet,) = read_table(io.BytesIO(data), "a.csv")
    assert texts(sheet) == [
        ["甲", "乙", "丙", "丁"],
        *([*(value or "" for value in row), "終"] for row in rows),
    ]
