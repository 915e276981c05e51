import io
import zipfile

import pytest

from projects.models import LedgerImport
from tests.projects.actions.ledger.books import book_of, row

from .pages import UPLOAD, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "contract")]


def zip_of(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


BAD_FILES = {
    "empty": ("a.xlsx", b"", "ファイルが空です。"),
    "not a workbook": ("a.xlsx", b"hello", "中身がExcelの形式（.xlsx）ではありません。"),
    "old": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "古い形式（.xls）"),
    "locked": (
        "a.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "パスワードがかかっています。",
    ),
    "bomb": (
        "a.xlsx",
        zip_of({"[Content_Types].xml": "x", "xl/worksheets/sheet1.xml": b"0" * 30_000_000}),
        "ファイルの中身が大きすぎます。",
    ),
    "no heading": ("a.csv", "りんご,みかん\n1,2\n".encode(), "台帳の見出しの行が見つかりません。"),
    "blank": ("a.csv", b"\n\n", "表に何も入っていません。"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_says_why_each_time(kind, browser):
    name, content, reason = BAD_FILES[kind]
    for _ in range(2):
        file = io.BytesIO(content)
        file.name = name
        answer = send(browser, file)
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"][0].startswith(reason)
    assert LedgerImport.objects.count() == 0


def test_too_many_rows_are_refused(browser, monkeypatch):
    monkeypatch.setattr("projects.actions.ledger.source.MAX_ROWS", 1)
    answer = send(browser, book_of(row(), row(事業名="読み聞かせ")))
    assert (
        answer.context["form"].errors["file"][0].startswith("2行あります。一度に取り込めるのは1行までです。")
    )


def test_no_file_is_asked_for(browser):
    assert browser.post(UPLOAD).context["form"].errors == {"file": ["ファイルを選んでください。"]}
