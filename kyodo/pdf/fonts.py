"""Fonts of files that are going to be joined: lent by name, embedded once in the joined file.

A file of its own carries a subset of each font (some 60 kB, and half of the time it takes to write it). Parts of
a joined file only note which glyphs they use; `subset_of` then cuts one subset that serves all of them. This
works because WeasyPrint keeps the glyph numbers of the original font.
"""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydyf
import uharfbuzz as hb

NEEDLESS_TABLES = (
    "BASE",
    "DSIG",
    "EBDT",
    "EBLC",
    "EBSC",
    "GPOS",
    "GSUB",
    "JSTF",
    "LTSH",
    "PCLT",
    "SVG ",
    "VORG",
)
LENT = "kyodo-lent-font"


@dataclass(frozen=True, slots=True)
class FontSource:
    """A font on this machine: fontconfig's pattern for it, its file and its number in a collection."""

    pattern: str
    path: str
    index: int

    @property
    def fingerprint(self) -> str:
        """Changes when the file does: glyph numbers of another version may differ."""
        about = Path(self.path).stat()
        return f"{self.path}:{self.index}:{about.st_size}:{about.st_mtime_ns}"


@lru_cache(maxsize=64)
def find_font(pattern: str) -> FontSource | None:
    """Ask fontconfig (as Pango does) for the file of 「family:weight=…:slant=…」; None without an answer."""
    command = ["fc-match", "--format", "%{file}|%{index}", pattern]
    try:
        answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    path, _, index = answer.stdout.partition("|")
    return FontSource(pattern, path, int(index)) if path and index.isdigit() else None


@lru_cache(maxsize=16)
def _face(source: FontSource) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(source.path), source.index)


class LentFonts(dict):
    """Takes the place of `Document.fonts` while a part is written, and lends what it can find again later.

    A font that is not found again by its name, or that turns out to be another file, is embedded as usual.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lent: dict[bytes, list[Any]] = {}

    def __setitem__(self, key: str, font: Any) -> None:
        source = _source_of(font)
        if source is not None:
            # The head tells WeasyPrint which kind of font file this is.
            head = b"OTTO" if "CFF " in font.tables else b"true"
            font.file_content = head + font.hash.encode()
            font.subset = _leave_whole
            self._lent.setdefault(font.file_content, []).append((source, font))
        super().__setitem__(key, font)

    def note_glyphs(self, pdf: pydyf.PDF) -> None:
        """Write into each lent font's empty stream which font it stands for and which glyphs are used."""
        for thing in pdf.objects:
            content = thing.stream[0] if isinstance(thing, pydyf.Stream) and thing.stream else None
            if not isinstance(content, bytes) or content not in self._lent:
                continue
            fonts = self._lent[content]
            source = fonts[0][0]
            glyphs = sorted({glyph for _, font in fonts for glyph in font.widths})
            thing.stream[0] = json.dumps({LENT: source.pattern, "glyphs": glyphs}).encode()


def _leave_whole(_to_unicode: dict, _hinting: bool) -> None:
    """Stand in for `Font.subset` of a lent font: there is nothing to cut yet."""


def _source_of(font: Any) -> FontSource | None:
    """Find the file behind WeasyPrint's font, or None if it is not surely the same."""
    if font.bitmap or font.variations or font.png or font.svg or font.colr:
        return None
    source = find_font(
        f"{font.family}:weight={_fontconfig_weight(font.weight)}:slant={110 if font.style else 0}"
    )
    if source is None:
        return None
    face = _face(source)
    same = (face.glyph_count, face.upem, source.index) == (font.glyph_count, font.upem, font.index)
    return source if same else None


def _fontconfig_weight(weight: int) -> int:
    """Pango's 400 and 700 are fontconfig's 80 and 200; only these two are printed."""
    return 200 if weight >= 600 else 80


def borrowed(content: bytes) -> tuple[str, list[int]] | None:
    """Return (pattern, glyph numbers) of a lent font's stream, None of any other."""
    if not content.startswith(b'{"' + LENT.encode()):
        return None
    note = json.loads(content)
    return note[LENT], note["glyphs"]


def subset_of(pattern: str, glyphs: Iterable[int]) -> bytes:
    """Return the font file cut down to these glyphs, their numbers kept. Raises LookupError without the font."""
    source = find_font(pattern)
    if source is None:
        raise LookupError(f"フォントが見つかりません: {pattern}")
    face = _face(source)
    wanted = {glyph for glyph in glyphs if glyph < face.glyph_count}
    cut = _cut(face, wanted, hb.SubsetFlags.RETAIN_GIDS)
    # The numbers above the last glyph used are still there, empty: a second pass drops them.
    return bytes(_cut(cut, range(max(wanted, default=0) + 1), hb.SubsetFlags(0)).blob.data)


def _cut(face: hb.Face, glyphs: Iterable[int], flags: hb.SubsetFlags) -> hb.Face:
    order = hb.SubsetInput()
    order.glyph_set.set(set(glyphs))
    order.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in NEEDLESS_TABLES})
    order.flags = (
        flags
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.DESUBROUTINIZE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    return hb.subset(face, order)
