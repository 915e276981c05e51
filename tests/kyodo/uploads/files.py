"""Small files of every kind, good and bad, each built where it is needed."""

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def uploaded(
    data: bytes, name: str = "資料.pdf", content_type: str = "application/pdf"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)


def pdf(change=lambda document: None, **save) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(out, deterministic_id="encryption" not in save, **save)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (8, 6), **save) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (0, 23, 193)).save(out, kind, **save)
    return out.getvalue()


def packed(members: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def types(*declared: tuple[str, str]) -> bytes:
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in declared)
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{namespace}">{rows}</Types>'.encode()


def docx(more: Mapping[str, bytes] | None = None, *declared: tuple[str, str]) -> bytes:
    return packed(
        {
            "[Content_Types].xml": types(("/word/document.xml", WORD), *declared),
            "word/document.xml": b"<document/>",
            **(more or {}),
        }
    )


def pptx(more: Mapping[str, bytes] | None = None) -> bytes:
    part = "ppt/presentation.xml"
    return packed(
        {"[Content_Types].xml": types((f"/{part}", SLIDES)), part: b"<presentation/>", **(more or {})}
    )


def xlsx() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def odf(
    kind: str = "text", more: Mapping[str, bytes] | None = None, manifest: bytes = b"<manifest/>"
) -> bytes:
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "META-INF/manifest.xml": manifest,
            "content.xml": b"<content/>",
            **(more or {}),
        }
    )
