"""A zip's directory, looked at before anything in it is unpacked."""

import os
import zipfile
from typing import BinaryIO

MEMBERS = 5_000
# A sheet of formatted but empty cells packs to about a hundredth; a bomb to about a thousandth.
_RATIO = 400
_RATIO_APPLIES_FROM = 1024 * 1024

_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
# A directory's entry takes 46 bytes and its name: more than this is a flood of entries, whatever they hold.
_DIRECTORY_BYTES = MEMBERS * 400


class BrokenZipError(ValueError):
    """What cannot be read as a zip."""


class LockedZipError(ValueError):
    """A zip with a password."""


class ZipBombError(ValueError):
    """A zip with too many entries, or that would unpack to far more than it is."""


def read_directory(file: BinaryIO, *, unpacked_bytes: int) -> list[zipfile.ZipInfo]:
    """The entries of a zip that may take `unpacked_bytes` once unpacked; the file is left anywhere.

    Raises BrokenZipError, LockedZipError or ZipBombError. zipfile never unpacks more of an entry than its
    directory declares, so the declared sizes can be trusted by whoever unpacks with it.
    """
    if _directory_bytes(file) > _DIRECTORY_BYTES:
        raise ZipBombError
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise BrokenZipError from None
    if any(member.flag_bits & 1 for member in members):
        raise LockedZipError
    if len(members) > MEMBERS or _too_big(members, unpacked_bytes):
        raise ZipBombError
    return members


def _directory_bytes(file: BinaryIO) -> int:
    """What the last record says of the directory's length; zipfile itself would read all of it at once."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT))
    tail = file.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) < start + _END_LENGTH:
        raise BrokenZipError
    return int.from_bytes(tail[start + 12 : start + 16], "little")


def _too_big(members: list[zipfile.ZipInfo], unpacked_bytes: int) -> bool:
    if sum(member.file_size for member in members) > unpacked_bytes:
        return True
    return any(
        member.file_size > _RATIO_APPLIES_FROM and member.file_size > _RATIO * max(member.compress_size, 1)
        for member in members
    )
