"""Office files are zips: what lies in them is looked at entry by entry, and one level of files inside files."""

import tempfile
import zipfile
import zlib
from collections import Counter
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException

from kyodo.uploads import odf, ooxml
from kyodo.uploads.kinds import Kind
from kyodo.uploads.parts import TOO_BIG, Package
from kyodo.uploads.refused import UploadRefused
from kyodo.uploads.signatures import LOCKED, OLE, ZIP, archive_refused
from kyodo.zips import BrokenZipError, LockedZipError, ZipBombError, read_directory

UNPACKED_BYTES = 300 * 1024 * 1024
_IN_MEMORY = 2 * 1024 * 1024

_BROKEN = "ファイルが壊れているようです。もとのソフトで開き、保存し直してください。"
_OBJECT = (
    "ほかのソフトの部品（OLEオブジェクトなど）が埋め込まれています。"
    "図として貼り直すか、PDFとして保存し直してください。"
)


def check_package(file: BinaryIO) -> Kind:
    """The kind of Office file that this zip is; UploadRefused for bombs, macros, passwords and all else."""
    return _check(file, room=UNPACKED_BYTES, inside=False)[0]


def _check(file: BinaryIO, *, room: int, inside: bool) -> tuple[Kind, int]:
    """The kind, and how much room for unpacked bytes is left."""
    try:
        members = read_directory(file, unpacked_bytes=room)
        room -= sum(member.file_size for member in members)
        with zipfile.ZipFile(file) as archive:
            kind = _kind(Package(archive))
            for member in members:
                room = _check_member(archive, member, room=room, inside=inside)
    except LockedZipError:
        raise UploadRefused(LOCKED, code="locked") from None
    except ZipBombError:
        raise UploadRefused(TOO_BIG, code="bomb") from None
    except (BrokenZipError, zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError):
        raise UploadRefused(_BROKEN, code="broken") from None
    except (ParseError, DefusedXmlException):
        raise UploadRefused(_BROKEN, code="broken") from None
    return kind, room


def _kind(package: Package) -> Kind:
    lower = Counter(name.lower() for name in package.archive.namelist())
    # Of two entries with one name, different programs read different ones; and no file is of both families.
    if max(lower.values(), default=0) > 1 or {ooxml.TYPES.lower(), odf.TYPE} <= set(lower):
        raise UploadRefused(_BROKEN, code="broken")
    if ooxml.TYPES in package.names:
        return ooxml.check(package)
    if odf.TYPE in package.names:
        return odf.check(package)
    raise archive_refused()


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, room: int, inside: bool) -> int:
    """Looks at one entry by its first bytes, whatever its name says; gives the room that is left."""
    with archive.open(member) as part:
        head = part.read(8)
        if head.startswith((OLE, b"MZ")):
            raise UploadRefused(_OBJECT, code="object")
        if not head.startswith(ZIP):
            return room
        if inside:
            raise archive_refused()
        # A chart in Word or PowerPoint keeps its numbers in a workbook of its own.
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            copy.write(head)
            while piece := part.read(64 * 1024):
                copy.write(piece)
            return _check(copy, room=room, inside=True)[1]
