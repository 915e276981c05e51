"""Pictures without what a camera wrote beside them: where and when they were taken, by which phone, by whom.

The picture itself is not encoded anew: only the blocks around it are left out, and what follows its end.
"""

import re
from collections.abc import Callable, Iterator

from PIL import Image

from kyodo.uploads.kinds import JPEG, PNG, WEBP, Kind

ORIENTATION = 0x0112
UPRIGHT = 1

_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_APPLICATION = range(_APP0, 0xF0)
# In the data of a scan, FF is followed by 00 or a restart mark; anything else ends it.
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)

_PNG_START = 8
_PNG_TOLD = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_WEBP_TOLD = {b"EXIF", b"XMP "}
_WEBP_FLAGS = 0x08 | 0x04  # EXIF and XMP, in the first byte of VP8X


class BrokenPictureError(ValueError):
    """A picture whose blocks do not follow one another."""


def without_metadata(data: bytes, kind: Kind, *, orientation: int = UPRIGHT) -> bytes:
    """The same picture bare of metadata; a JPEG keeps its colours' profile and how it is to be turned."""
    strip = _STRIPPERS.get(kind)
    if strip is None:
        return data
    try:
        return strip(data, orientation)
    except (IndexError, BrokenPictureError):
        raise BrokenPictureError from None


def _jpeg(data: bytes, orientation: int) -> bytes:
    return b"".join((b"\xff\xd8", *_turned(orientation), *_jpeg_blocks(data)))


def _turned(orientation: int) -> Iterator[bytes]:
    if orientation != UPRIGHT:
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        block = exif.tobytes()
        yield bytes((0xFF, _APP1)) + (len(block) + 2).to_bytes(2, "big") + block


def _jpeg_blocks(data: bytes) -> Iterator[bytes]:
    """The blocks after the first mark up to the end mark, without those that only tell about the picture."""
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise BrokenPictureError
        mark = data[at + 1]
        if mark == _EOI:
            yield b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == _SOS:
            following = _AFTER_SCAN.search(data, end)
            if following is None:
                raise BrokenPictureError
            end = following.start(1) - 1
        if not _tells(mark, data[at + 4 : at + 16]):
            yield data[at:end]
        at = end


def _tells(mark: int, start: bytes) -> bool:
    """Comments and application blocks do, but for JFIF, the colours' profile and Adobe's kind of colour."""
    if mark == _APP2:
        return not start.startswith(b"ICC_PROFILE\0")
    return mark == _COM or (mark in _APPLICATION and mark not in {_APP0, _APP14})


def _png(data: bytes, _orientation: int) -> bytes:
    kept, at = [data[:_PNG_START]], _PNG_START
    while True:
        name = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if len(name) < 4 or end > len(data):
            raise BrokenPictureError
        if name not in _PNG_TOLD:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def _webp(data: bytes, _orientation: int) -> bytes:
    kept, at = [], 12
    stop = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= stop:
        name = data[at : at + 4]
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if end > len(data) + 1:
            raise BrokenPictureError
        if name == b"VP8X":
            kept.append(data[at : at + 8] + bytes((data[at + 8] & ~_WEBP_FLAGS,)) + data[at + 9 : end])
        elif name not in _WEBP_TOLD:
            kept.append(data[at:end])
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


_STRIPPERS: dict[Kind, Callable[[bytes, int], bytes]] = {JPEG: _jpeg, PNG: _png, WEBP: _webp}
