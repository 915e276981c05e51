"""PDFs: readable, without scripts, and nothing hidden inside."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Pdf, PdfError, Stream

from kyodo.uploads.refused import UploadRefused
from kyodo.uploads.signatures import LOCKED

_OBJECTS = 500_000
# What the packed lists of objects may unpack to: a list of a hundred objects takes some ten thousand bytes.
_LIST_BYTES = 32 * 1024 * 1024
_LISTS_BYTES = 256 * 1024 * 1024

_AGAIN = "印刷の画面で「PDFとして保存」を選び、作り直してください。"
_STRINGS = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.DOTALL)
_ENDS = rb"(?=[\s/<>\[\]()]|$)"
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|XFA)" + _ENDS)
_HIDDEN = re.compile(rb"/(?:EmbeddedFiles?|FileAttachment|EF)" + _ENDS)

# For the whole process and before any thread reads a PDF, as pikepdf asks.
pikepdf.settings.set_qpdf_limits(flate_max_memory=_LIST_BYTES, run_length_max_memory=_LIST_BYTES)


def check_pdf(file: BinaryIO) -> None:
    """Raises UploadRefused for what is broken, locked, active, or carries other files."""
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            _check_size(pdf)
            for written in _objects(pdf):
                _check_object(written)
            if not len(pdf.pages):
                raise UploadRefused(f"PDFにページがありません。{_AGAIN}", code="broken")
    except pikepdf.PasswordError:
        raise UploadRefused(LOCKED, code="locked") from None
    except (PdfError, RuntimeError, ValueError, TypeError):  # qpdf raises whatever a damaged file leads it to
        raise UploadRefused(f"PDFが壊れているようです。{_AGAIN}", code="broken") from None


def _check_size(pdf: Pdf) -> None:
    """Unpacks each packed list of objects once, up to a sum, before pikepdf reads the objects in it."""
    entries = pdf.get_xref_table().values()
    if len(entries) > _OBJECTS:
        raise _too_much()
    room = _LISTS_BYTES
    for number in {entry.obj_stream_number for entry in entries if entry.obj_stream_number}:
        packed = pdf.get_object(number, 0)
        room -= len(packed.read_bytes()) if isinstance(packed, Stream) else 0
        if room < 0:
            raise _too_much()


def _too_much() -> UploadRefused:
    return UploadRefused(f"PDFの中身が大きすぎます。{_AGAIN}", code="bomb")


def _objects(pdf: Pdf) -> Iterator[bytes]:
    """Each object as qpdf writes it: names spelled in the one plain way, texts in brackets; no stream's data."""
    for each in pdf.objects:
        each = each.stream_dict if isinstance(each, Stream) else each
        yield each.unparse(resolved=True) if isinstance(each, pikepdf.Object) else b""


def _check_object(written: bytes) -> None:
    if not (_ACTIVE.search(written) or _HIDDEN.search(written)):
        return
    names = _STRINGS.sub(b"()", written)
    if _ACTIVE.search(names):
        raise UploadRefused(f"動作するプログラムが入ったPDFは受け付けていません。{_AGAIN}", code="active")
    if _HIDDEN.search(names):
        raise UploadRefused(
            f"別のファイルが添付されたPDFは受け付けていません。添付を外すか、{_AGAIN}", code="embedded"
        )
