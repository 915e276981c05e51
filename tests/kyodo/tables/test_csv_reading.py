import io

import pytest

from kyodo.tables import Limits, TableError, read_table
from tests.kyodo.tables.files import texts

PLAIN = "課　名,事業名\r\n髙島課,花壇づくり\r\n"
ROWS = [["課　名", "事業名"], ["髙島課", "花壇づくり"]]


def read(data: bytes, name: str = "台帳.csv", **limits):
    (sheet,) = read_table(io.BytesIO(data), name, limits=Limits(**limits))
    return sheet


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_found(encoding):
    assert texts(read(PLAIN.encode(encoding))) == ROWS


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_usual_separator_is_found(delimiter):
    assert texts(read(PLAIN.replace(",", delimiter).encode())) == ROWS


def test_a_title_with_commas_does_not_hide_the_tab():
    text = "平成22年度,協働事業一覧\nA\tB\tC\n1\t2\t3\n4\t5\t6\n"
    assert texts(read(text.encode()))[1:] == [["A", "B", "C"], ["1", "2", "3"], ["4", "5", "6"]]


def test_the_sheet_is_named_like_the_file():
    assert read(PLAIN.encode(), "平成22年度.csv").name == "平成22年度"


def test_cells_keep_their_address_and_blank_rows_are_none():
    sheet = read("A,B\n\n,x\n ,　\n".encode())
    assert sheet.rows[1] is None
    assert sheet.cell(3, 2).address == "B3"
    assert len(sheet.rows) == 3


def test_quotes_newlines_and_nul():
    sheet = read('A,B\n"いずみ\r\nそよかぜ","a""b\x00"\n'.encode())
    assert texts(sheet)[1] == ["いずみ\nそよかぜ", 'a"b']


def test_leading_zeros_stay():
    assert read(b"a,b\n0600001,1\n").cell(2, 1).value == "0600001"


@pytest.mark.parametrize(
    ("data", "limits", "words"),
    [
        (b"", {}, "空です"),
        (b",,\n,,\n", {}, "何も入っていません"),
        (b"a,b\n" * 11, {"rows": 10}, "10行まで"),
        (b"a,b,c\n", {"columns": 2}, "2列まで"),
        (b"a,bcdef\n", {"cell_length": 4}, "B1の文字が多すぎます"),
        (b"a,b\n", {"file_bytes": 3}, "ファイルが大きすぎます"),
        (b"\xff\xff\x80a,b\n", {}, "文字コード"),
        (b'a,b\n"' + b"x" * 140_000, {}, "2行目"),
    ],
)
def test_what_is_refused(data, limits, words):
    with pytest.raises(TableError, match=words):
        read(data, **limits)


def test_blank_lines_past_the_row_limit_are_no_fault():
    assert texts(read(b"a,b\n" + b",\n" * 50, rows=10)) == [["a", "b"]]
