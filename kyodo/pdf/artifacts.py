"""Two repairs on WeasyPrint's structure tree, made before the file is written.

Running heads and feet: WeasyPrint 70 marks the text of margin boxes as content but hangs it on no element of
the tree, so a reader that follows the tree meets text without a place. PDF/UA-1 (7.8) wants it as artifacts.

Table heads: their identifiers start again from the same numbers in every file and no IDTree lists them. They
get a prefix of their own, so that files can be joined, and the tree that PDF 1.7 (14.7.2) asks for.
"""

from collections.abc import Callable, Iterator

import pydyf
from weasyprint import Document


def finisher(id_prefix: str) -> Callable[[Document, pydyf.PDF], None]:
    """Return the function that `Document.write_pdf(finisher=…)` calls; `id_prefix` is ASCII."""

    def finish(_document: Document, pdf: pydyf.PDF) -> None:
        root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
        _turn_orphans_into_artifacts(pdf, root)
        _name_header_cells(pdf, root, id_prefix)

    return finish


def _resolve(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: pydyf.PDF, root: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Every structure element that hangs on the tree's root, in reading order."""
    waiting = [_resolve(pdf, root["K"][0])]
    while waiting:
        element = waiting.pop()
        yield element
        kids = [_resolve(pdf, kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]
        waiting.extend(kid for kid in reversed(kids) if kid.get("Type") == "/StructElem")


def _turn_orphans_into_artifacts(pdf: pydyf.PDF, root: pydyf.Dictionary) -> None:
    placed = {element.number for element in _elements(pdf, root)}
    nums = _resolve(pdf, root["ParentTree"])["Nums"]
    owners_of = dict(zip(nums[::2], nums[1::2], strict=True))
    for reference in pdf.page_references:
        page = _resolve(pdf, reference)
        owners = owners_of[page["StructParents"]]
        orphans = {mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in placed}
        _unmark(_resolve(pdf, page["Contents"]).stream, orphans)
        owners[:] = ["null" if mcid in orphans else owner for mcid, owner in enumerate(owners)]


def _unmark(stream: list, orphans: set[int]) -> None:
    """Rewrite `/P <</MCID n>> BDC` as `/Artifact BMC` for each n among the orphans, in place."""
    for index, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in orphans:
            stream[index - 1 : index + 2] = ["/Artifact", "", b"BMC"]


def _name_header_cells(pdf: pydyf.PDF, root: pydyf.Dictionary, prefix: str) -> None:
    names = {}
    for element in _elements(pdf, root):
        if "ID" in element:
            element["ID"] = pydyf.String(f"{prefix}-{element['ID'].string}")
            names[element["ID"].string] = element.reference
        attributes = element.get("A", {})
        if "Headers" in attributes:
            heads = [pydyf.String(f"{prefix}-{head.string}") for head in attributes["Headers"]]
            attributes["Headers"] = pydyf.Array(heads)
    if names:
        pairs = [part for name in sorted(names) for part in (pydyf.String(name), names[name])]
        tree = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference
