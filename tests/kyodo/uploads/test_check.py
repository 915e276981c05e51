"""What is taken and what is refused, each bad file built on the spot."""

import hashlib

import pytest

from kyodo.uploads import KINDS, PICTURES, UploadRefused, check_upload
from tests.kyodo.uploads.files import OLE, docx, odf, packed, pdf, picture, pptx, uploaded, xlsx


def refusal(data: bytes, name: str = "資料.pdf", **options) -> tuple[str, str]:
    """The reason in one word, and what the person reads."""
    with pytest.raises(UploadRefused) as caught:
        check_upload(uploaded(data, name), **options)
    return caught.value.code, caught.value.message


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("計画.pdf", pdf(), "application/pdf"),
        ("計画.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("予算.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("発表.pptx", pptx(), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("計画.odt", odf("text"), "application/vnd.oasis.opendocument.text"),
        ("予算.ods", odf("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("発表.odp", odf("presentation"), "application/vnd.oasis.opendocument.presentation"),
        ("写真.jpg", picture("JPEG"), "image/jpeg"),
        ("写真.png", picture("PNG"), "image/png"),
        ("写真.webp", picture("WEBP"), "image/webp"),
        ("写真.gif", picture("GIF"), "image/gif"),
    ],
)
def test_every_kind_is_taken_as_it_is(name, data, content_type):
    checked = check_upload(uploaded(data, name, "application/x-the-browser-says-so"))
    kept = checked.content.read()
    assert (checked.name, checked.content_type) == (name, content_type)
    assert (checked.size, checked.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    if checked.kind.family != "picture":
        assert kept == data


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "空.pdf", "empty"),
        (b"MZ\x90\x00" + bytes(100), "見積書.pdf", "program"),
        (b"\x7fELF" + bytes(100), "写真.jpg", "program"),
        (b"#!/bin/sh\nrm -rf /\n", "計画.docx", "program"),
        (packed({"evil.exe": b"MZ"}), "計画.docx", "archive"),
        (packed({}), "空.docx", "archive"),
        (b"Rar!\x1a\x07", "資料.rar", "archive"),
        (OLE + bytes(600), "計画.doc", "old_office"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "計画.docx", "locked"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(30), "IMG_0001.HEIC", "heic"),
        (b"<html><script>alert(1)</script>", "資料.pdf", "unknown"),
        ("ただの文章".encode(), "メモ.txt", "unknown"),
        (b"PK\x03\x04" + bytes(40), "計画.docx", "broken"),
        (b"%PDF-1.7\nnothing follows", "資料.pdf", "broken"),
        (picture("PNG")[:40], "写真.png", "broken"),
        (picture("JPEG")[:-2], "写真.jpg", "broken"),
        (picture("JPEG") + packed({"evil.exe": b"MZ"}), "写真.jpg", "double"),
        (pdf() + packed({"evil.exe": b"MZ"}), "資料.pdf", "double"),
        (packed({"a": b"%PDF-1.7"}, method=0), "資料.zip", "double"),
    ],
)
def test_what_is_refused(data, name, code):
    assert refusal(data, name)[0] == code


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("doc", "Word文書（.docx）として"),
        ("xls", "Excelブック（.xlsx）として"),
        ("ppt", "PowerPointプレゼンテーション（.pptx）として"),
        ("jtd", "今の形式かPDFとして"),
    ],
)
def test_an_old_format_is_refused_with_the_one_to_save_as(ending, words):
    assert words in refusal(OLE + bytes(600), f"計画.{ending}")[1]


def test_a_kind_that_is_not_wanted_here_is_refused():
    assert refusal(pdf(), allowed=PICTURES) == (
        "not_allowed",
        "ここにはPDFのファイルを付けられません。JPEG画像、PNG画像、WebP画像、GIF画像のどれかを選んでください。",
    )


def test_what_is_too_long_is_refused_unread(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    unread = uploaded(bytes(2 * 1024 * 1024 + 1))
    unread.file.read = None
    with pytest.raises(UploadRefused, match="1つ2MBまでです") as caught:
        check_upload(unread)
    assert caught.value.code == "too_big"


@pytest.mark.parametrize(("max_bytes", "limit"), [(1536, "2KB"), (99 * 1024 * 1024, "1MB")])
def test_a_place_can_ask_for_less_and_never_for_more(settings, max_bytes, limit):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    assert f"1つ{limit}までです" in refusal(bytes(1024 * 1024 + 1), max_bytes=max_bytes)[1]


def test_every_refusal_is_logged_by_its_reason_alone(caplog):
    caplog.set_level("INFO")
    refusal(b"MZ", "高橋𠮷子.pdf")
    assert [record.getMessage() for record in caplog.records] == ["upload refused: program"]


def test_the_kinds_have_names_of_their_own():
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(set(endings)) == len(endings)
