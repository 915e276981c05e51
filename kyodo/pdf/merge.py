"""Several tagged PDFs become one, its structure tree, bookmarks and metadata complete."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from kyodo.pdf.fonts import borrowed, subset_of

PDFUA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"


@dataclass(frozen=True, slots=True)
class Part:
    """One file to be joined: its bookmark and its bytes (a tagged PDF of kyodo.pdf.renderer)."""

    title: str
    data: bytes


def merge(
    parts: Iterable[Part],
    *,
    title: str,
    out: BinaryIO,
    language: str = "ja",
    stamp: bytes | None = None,
) -> int:
    """Write one pdf/ua-1 file to `out` and return its number of pages.

    `stamp` is a one-page PDF laid over every page as an artifact (a print date, say). The same parts give the
    same bytes. Raises ValueError without parts.
    """
    merged = _Merged(title, language)
    for part in parts:
        merged.append(part)
    if not merged.pdf.pages:
        raise ValueError("nothing to merge")
    if stamp is not None:
        merged.lay_over(stamp)
    return merged.save(out)


class _Merged:
    """The file under construction."""

    def __init__(self, title: str, language: str) -> None:
        self.pdf = Pdf.new()
        self.title = title
        self.language = language
        self.parent_numbers = Array()
        self.identifiers: list[tuple[bytes, pikepdf.Object]] = []
        self.bookmarks: list[tuple[str, int]] = []
        self.next_key = 0
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()),
        )

    def append(self, part: Part) -> None:
        source = Pdf.open(BytesIO(part.data))
        first = len(self.pdf.pages)
        self.bookmarks.append((part.title, first))
        # Pages first: objects copied after them then point to the copied pages and not to nothing.
        self.pdf.pages.extend(source.pages)
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        self._take_tree(tree, part.title)
        self._renumber(first)

    def _take_tree(self, tree: Dictionary, title: str) -> None:
        numbers = tree.ParentTree.Nums
        for index in range(0, len(numbers), 2):
            self.parent_numbers.append(int(numbers[index]) + self.next_key)
            self.parent_numbers.append(self.pdf.make_indirect(numbers[index + 1]))
        if Name.IDTree in tree:
            names = tree.IDTree.Names
            self.identifiers.extend((bytes(names[i]), names[i + 1]) for i in range(0, len(names), 2))
        root = tree.K[0]
        root.S = Name.Part
        root.T = String(title)
        root.P = self.document
        self.document.K.append(root)

    def _renumber(self, first: int) -> None:
        """Move the keys into the parent tree, of pages and of links, behind those already taken."""
        offset, taken = self.next_key, self.next_key
        for index in range(first, len(self.pdf.pages)):
            page = self.pdf.pages[index].obj
            things = [(page, Name.StructParents)]
            things += [(note, Name.StructParent) for note in page.get(Name.Annots, ())]
            for thing, key in things:
                if key in thing:
                    thing[key] = int(thing[key]) + offset
                    taken = max(taken, thing[key] + 1)
        self.next_key = taken

    def lay_over(self, stamp: bytes) -> None:
        source = Pdf.open(BytesIO(stamp))
        form = self.pdf.copy_foreign(source.pages[0].as_form_xobject())
        # The page's own stream leaves its coordinates turned: put them back before the stamp is drawn.
        before = self.pdf.make_stream(b"q")
        after = self.pdf.make_stream(b"Q /Artifact <</Type /Pagination>> BDC q /KyodoStamp Do Q EMC")
        for page in self.pdf.pages:
            page.obj.Resources.XObject["/KyodoStamp"] = form
            page.obj.Contents = Array([before, page.obj.Contents, after])

    def save(self, out: BinaryIO) -> int:
        self._embed_fonts()
        self._write_tree()
        self._write_metadata()
        with self.pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page) for title, page in self.bookmarks)
        self.pdf.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return len(self.pdf.pages)

    def _embed_fonts(self) -> None:
        """Give every lent font its file: one subset for all parts that use it."""
        users: dict[str, list[tuple[Dictionary, str]]] = {}
        glyphs: dict[str, set[int]] = {}
        for descriptor, key in self._descriptors():
            note = borrowed(descriptor[key].read_bytes())
            if note is not None:
                users.setdefault(note[0], []).append((descriptor, key))
                glyphs.setdefault(note[0], set()).update(note[1])
        for pattern in sorted(users):
            data = subset_of(pattern, glyphs[pattern])
            file = self.pdf.make_stream(data)
            for descriptor, key in users[pattern]:
                if key == Name.FontFile2:
                    file.Length1 = len(data)
                else:
                    file.Subtype = Name.OpenType
                descriptor[key] = file

    def _descriptors(self) -> Iterator[tuple[Dictionary, str]]:
        for thing in self.pdf.objects:
            if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.FontDescriptor:
                key = next((key for key in (Name.FontFile2, Name.FontFile3) if key in thing), None)
                if key is not None:
                    yield thing, key

    def _write_tree(self) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self.parent_numbers))
        root.ParentTreeNextKey = self.next_key
        if self.identifiers:
            self.identifiers.sort(key=lambda pair: pair[0])
            names = [item for name, element in self.identifiers for item in (String(name), element)]
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))
        self.document.P = root
        self.pdf.Root.StructTreeRoot = root

    def _write_metadata(self) -> None:
        root = self.pdf.Root
        root.Lang = String(self.language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        self.pdf.docinfo["/Title"] = self.title
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta.register_xml_namespace(PDFUA_NAMESPACE, "pdfuaid")
            meta["dc:title"] = self.title
            meta["dc:language"] = {self.language}
            meta[f"{{{PDFUA_NAMESPACE}}}part"] = "1"
