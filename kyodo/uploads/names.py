"""File names as people gave them, made harmless: 日本語, 𠮷 and emoji stay."""

import re
import unicodedata

from kyodo.text import clean
from kyodo.uploads.kinds import KINDS, Kind

MAX_NAME = 120
_UNNAMED = "添付ファイル"

# Marks that turn the direction of what follows: 「陳情書‮fdp.exe」 reads as a PDF.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")
# What Windows does not take in a name, beside the separators of folders.
_NOT_IN_NAMES = re.compile('[<>:"|?*]')
_ENDINGS = sorted((ending for kind in KINDS for ending in kind.endings), key=len, reverse=True)


def safe_name(name: str, kind: Kind) -> str:
    """The last part of a path in NFC, at most `MAX_NAME` characters, with an ending that tells its true kind."""
    name = unicodedata.normalize("NFC", _DIRECTION_MARKS.sub("", clean(name)))
    name = re.split(r"[/\\]", name)[-1]
    name = " ".join(_NOT_IN_NAMES.sub("_", name).split())
    stem, ending = _split(name, kind)
    stem = stem.strip(". ")[: MAX_NAME - len(ending)].rstrip(". ")
    return f"{stem or _UNNAMED}{ending}"


def _split(name: str, kind: Kind) -> tuple[str, str]:
    """The name without its ending, and the ending it shall have: its own where that is one of the kind's."""
    lower = name.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending):
            return name[: -len(ending)], ending if ending in kind.endings else kind.ending
    return name, kind.ending
