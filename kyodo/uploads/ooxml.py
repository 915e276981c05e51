"""Word, Excel and PowerPoint (ECMA-376): the list of content types names the kind and tells of macros."""

import re

from kyodo.uploads.kinds import OOXML, Kind
from kyodo.uploads.parts import Package
from kyodo.uploads.refused import UploadRefused

TYPES = "[Content_Types].xml"
_MAIN = {f"{kind.content_type}.main+xml": kind for kind in OOXML}
_MACRO_TYPES = re.compile("macro|vbaproject|activex", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"vbaproject\.bin$|(?:^|/)(?:activex|macrosheets)/", re.IGNORECASE)
# A document may fetch these from elsewhere when it is opened, and with them macros.
_FETCHED = ("/attachedTemplate", "/oleObject", "/subDocument", "/frame")
_ELSEWHERE = re.compile(r"\s*(?:https?|ftp|mhtml):", re.IGNORECASE)


def check(package: Package) -> Kind:
    """The kind by its main part, which must be there; UploadRefused for macros, controls and remote templates."""
    types = package.xml(TYPES)
    declared = [(each.get("PartName", ""), each.get("ContentType", "")) for each in types]
    if any(_MACRO_TYPES.search(kind) for _, kind in declared) or any(map(_MACRO_PARTS.search, package.names)):
        raise UploadRefused(
            "マクロが入っています。マクロのない形式（.docx、.xlsx、.pptx）か、PDFとして保存し直してください。",
            code="macro",
        )
    kinds = {_MAIN[kind] for part, kind in declared if kind in _MAIN and part.lstrip("/") in package.names}
    if len(kinds) != 1:
        raise UploadRefused(
            "この種類のOfficeファイルは受け付けていません。もとのソフトで開き、"
            ".docx、.xlsx、.pptxのどれかか、PDFとして保存し直してください。",
            code="unknown_office",
        )
    if any(_fetches(package, name) for name in package.names if name.endswith(".rels")):
        raise UploadRefused(
            "開いたときに外部から部品を読み込む設定があります。PDFとして保存し直してください。", code="remote"
        )
    return kinds.pop()


def _fetches(package: Package, name: str) -> bool:
    return any(
        each.get("TargetMode") == "External"
        and each.get("Type", "").endswith(_FETCHED)
        and _ELSEWHERE.match(each.get("Target", ""))
        for each in package.xml(name)
    )
