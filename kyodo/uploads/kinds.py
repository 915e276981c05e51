"""The kinds of file that people may hand in, and how their content says which they are."""

from dataclasses import dataclass
from typing import Literal

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file: what people call it, the endings of its names (the usual one first), its media type."""

    key: str
    label: str
    endings: tuple[str, ...]
    content_type: str
    family: Literal["pdf", "office", "picture"]

    @property
    def ending(self) -> str:
        return self.endings[0]

    @property
    def opens_in_browser(self) -> bool:
        return self.family != "office"


PDF = Kind("pdf", "PDF", (".pdf",), "application/pdf", "pdf")

DOCX = Kind("docx", "Word", (".docx",), f"{_OOXML}.wordprocessingml.document", "office")
XLSX = Kind("xlsx", "Excel", (".xlsx",), f"{_OOXML}.spreadsheetml.sheet", "office")
PPTX = Kind("pptx", "PowerPoint", (".pptx",), f"{_OOXML}.presentationml.presentation", "office")
ODT = Kind("odt", "OpenDocument文書", (".odt",), f"{_ODF}.text", "office")
ODS = Kind("ods", "OpenDocument表計算", (".ods",), f"{_ODF}.spreadsheet", "office")
ODP = Kind("odp", "OpenDocumentプレゼンテーション", (".odp",), f"{_ODF}.presentation", "office")

JPEG = Kind("jpeg", "JPEG画像", (".jpg", ".jpeg", ".jpe", ".jfif"), "image/jpeg", "picture")
PNG = Kind("png", "PNG画像", (".png",), "image/png", "picture")
WEBP = Kind("webp", "WebP画像", (".webp",), "image/webp", "picture")
GIF = Kind("gif", "GIF画像", (".gif",), "image/gif", "picture")

PICTURES = (JPEG, PNG, WEBP, GIF)
OOXML = (DOCX, XLSX, PPTX)
ODF = (ODT, ODS, ODP)
KINDS = (PDF, *OOXML, *ODF, *PICTURES)


def accept(kinds: tuple[Kind, ...] = KINDS) -> str:
    """The value of a file input's `accept`. Without HEIC in it, a phone turns its photographs into JPEG itself."""
    return ",".join(part for kind in kinds for part in (*kind.endings, kind.content_type))
