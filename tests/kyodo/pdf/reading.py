"""What a test wants to know of a PDF."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def open_pdf(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in open_pdf(data).pages)


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """Every structure element that hangs on the tree's root, in reading order."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()]
    while waiting:
        element = waiting.pop(0)
        found.append(element)
        kids = element.get("/K", [])
        kids = [kid.get_object() for kid in kids] if isinstance(kids, list) else []
        waiting[:0] = [kid for kid in kids if isinstance(kid, DictionaryObject) and "/S" in kid]
    return found


def parent_tree(reader: PdfReader) -> dict[int, object]:
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return {int(numbers[i]): numbers[i + 1].get_object() for i in range(0, len(numbers), 2)}


def embedded_fonts(reader: PdfReader) -> dict[str, int]:
    """Base font → bytes of its embedded file (uncompressed); a font without a file counts 0."""
    fonts = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            font = font.get_object()
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            file = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
            fonts[font["/BaseFont"]] = len(file.get_object().get_data()) if file else 0
    return fonts
