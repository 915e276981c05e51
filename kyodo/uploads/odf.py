"""OpenDocument (ISO/IEC 26300): the entry `mimetype` names the kind; macros lie in folders of their own."""

from kyodo.uploads.kinds import ODF, Kind
from kyodo.uploads.parts import Package
from kyodo.uploads.refused import UploadRefused
from kyodo.uploads.signatures import LOCKED

TYPE = "mimetype"
_KINDS = {kind.content_type.encode(): kind for kind in ODF}
_MANIFEST = "META-INF/manifest.xml"
_SCRIPTS = ("basic/", "scripts/", "dialogs/")
# LibreOffice writes lists of libraries that hold nothing.
_EMPTY_LISTS = ("/script-lc.xml", "/script-lb.xml", "/dialog-lc.xml", "/dialog-lb.xml", "/")


def check(package: Package) -> Kind:
    """The kind; UploadRefused for macros, passwords, templates and what lacks its content."""
    kind = _KINDS.get(package.read(TYPE).strip())
    if kind is None or not {_MANIFEST, "content.xml"} <= package.names:
        raise UploadRefused(
            "この種類のファイルは受け付けていません。もとのソフトで開き、.odt、.ods、.odpのどれかか、"
            "PDFとして保存し直してください。",
            code="unknown_office",
        )
    if b"encryption-data" in package.read(_MANIFEST):
        raise UploadRefused(LOCKED, code="locked")
    if any(
        name.lower().startswith(_SCRIPTS) and not name.lower().endswith(_EMPTY_LISTS)
        for name in package.names
    ):
        raise UploadRefused(
            "マクロが入っています。マクロを消すか、PDFとして保存し直してください。", code="macro"
        )
    return kind
