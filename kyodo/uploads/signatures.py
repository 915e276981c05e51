"""What a file's first bytes say it is, and what to tell the owner of one that is not taken."""

from typing import BinaryIO

from kyodo.uploads.kinds import GIF, JPEG, PDF, PNG, WEBP, Kind
from kyodo.uploads.refused import UploadRefused
from kyodo.zips import BrokenZipError, LockedZipError, ZipBombError, read_directory

HEAD = 1024
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TAKEN = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_ARCHIVES = (b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NEW_FORMAT = {
    "doc": "Word文書（.docx）",
    "xls": "Excelブック（.xlsx）",
    "ppt": "PowerPointプレゼンテーション（.pptx）",
}

LOCKED = "パスワードがかかっています。パスワードを外して保存し直してください。"


def first_look(file: BinaryIO, ending: str) -> Kind | None:
    """The kind that the first bytes tell; None for a zip, whose content decides. UploadRefused for all else.

    `ending` (without the dot, lower case) only helps to say what to do.
    """
    file.seek(0)
    head = file.read(HEAD)
    kind = next((kind for start, kind in _TAKEN if head.startswith(start)), None)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        kind = WEBP
    if kind is None and not head.startswith(ZIP):
        raise _refused(file, head, ending)
    _refuse_double(file, head, kind)
    return kind


def _refuse_double(file: BinaryIO, head: bytes, kind: Kind | None) -> None:
    """A file that two programs would open as two different things: a picture that is also a zip, a zip with a PDF."""
    if (kind is not PDF and b"%PDF-" in head) or (kind is not None and _is_zip(file)):
        raise UploadRefused(
            "1つのファイルに別の種類のファイルが重なっています。もとのソフトで開き、保存し直してください。",
            code="double",
        )


def _is_zip(file: BinaryIO) -> bool:
    try:
        read_directory(file, unpacked_bytes=0)
    except BrokenZipError:
        return False
    except (LockedZipError, ZipBombError):
        pass
    return True


def _refused(file: BinaryIO, head: bytes, ending: str) -> UploadRefused:
    if head.startswith(OLE):
        return _old_office(file, ending)
    if head.startswith(_PROGRAMS):
        return UploadRefused(
            "プログラムは受け付けていません。PDF、Office、画像のファイルを選んでください。", code="program"
        )
    if head.startswith(_ARCHIVES):
        return archive_refused()
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return UploadRefused(
            "HEICなどの形式の写真は、多くのパソコンで開けません。写真をJPEGに変えてから選んでください。"
            "iPhoneでは「設定」→「カメラ」→「フォーマット」で「互換性優先」を選ぶと、次からJPEGで撮れます。",
            code="heic",
        )
    return UploadRefused(
        "このファイルの中身は、受け付けている種類ではありません。"
        "PDFとして保存し直すか、Word・Excel・PowerPoint、JPEG・PNGの画像を選んでください。",
        code="unknown",
    )


def archive_refused() -> UploadRefused:
    return UploadRefused(
        "圧縮したファイルは受け付けていません。中のファイルを1つずつ選んでください。", code="archive"
    )


def _old_office(file: BinaryIO, ending: str) -> UploadRefused:
    file.seek(0)
    before = b""
    while piece := file.read(1024 * 1024):
        if _ENCRYPTED in before + piece:
            return UploadRefused(LOCKED, code="locked")
        before = piece[-len(_ENCRYPTED) :]
    new = _NEW_FORMAT.get(ending, "今の形式かPDF")
    return UploadRefused(
        f"古い形式のファイルは、マクロの有無を確かめられないため受け付けていません。もとのソフトで開き、{new}として保存し直してください。",
        code="old_office",
    )
