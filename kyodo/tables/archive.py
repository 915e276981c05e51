"""Looks at an uploaded file's first bytes and, for xlsx, at its zip directory before anything is unpacked."""

from typing import BinaryIO

from kyodo.tables.sheet import Limits, TableError
from kyodo.zips import BrokenZipError, LockedZipError, ZipBombError, read_directory

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_XLSX = "Excelで開き、「Excel ブック (*.xlsx)」として保存し直してください。"


def is_workbook(file: BinaryIO, filename: str) -> bool:
    """True for xlsx, False for what may be CSV; anything else is refused with what to do about it."""
    file.seek(0)
    head = file.read(8)
    suffix = filename.rpartition(".")[2].lower()
    if head.startswith(_OLE):
        raise TableError(_old_or_locked(file))
    if head.startswith(_ZIP):
        if suffix in {"xlsm", "xltm", "xlam", "xlsb"}:
            raise TableError(f"マクロ付きなどの形式（.{suffix}）は読み込めません。{_SAVE_AS_XLSX}")
        return True
    if head.startswith(b"%PDF"):
        raise TableError("PDFは読み込めません。もとのExcelファイルかCSVファイルを選んでください。")
    if suffix.startswith("xl"):
        raise TableError(f"中身がExcelの形式（.xlsx）ではありません。{_SAVE_AS_XLSX}")
    return False


def _old_or_locked(file: BinaryIO) -> str:
    file.seek(0)
    if _ENCRYPTED in file.read(Limits.file_bytes):
        return "パスワードがかかっています。パスワードを外して保存し直してください。"
    return f"古い形式（.xls）のExcelファイルは読み込めません。{_SAVE_AS_XLSX}"


def check_archive(file: BinaryIO, limits: Limits) -> None:
    """Refuses zip bombs, encrypted members, macros and what is not a workbook."""
    try:
        members = read_directory(file, unpacked_bytes=limits.unpacked_bytes)
    except BrokenZipError:
        raise TableError(f"ファイルが壊れているようです。{_SAVE_AS_XLSX}") from None
    except LockedZipError:
        raise TableError("パスワードがかかっています。パスワードを外して保存し直してください。") from None
    except ZipBombError:
        raise TableError(
            "ファイルの中身が大きすぎます。使っていないシートや画像を消して保存し直してください。"
        ) from None
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise TableError(f"マクロが入っています。{_SAVE_AS_XLSX}")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise TableError(f"Excelの形式（.xlsx）ではありません。{_SAVE_AS_XLSX}")
