"""Bombs are known by their directory; nothing is unpacked to find them."""

import io
import zipfile

import pytest

from kyodo.zips import MEMBERS, BrokenZipError, LockedZipError, ZipBombError, read_directory


def packed(**members: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def locked() -> io.BytesIO:
    data = bytearray(packed(a=b"secret").getvalue())
    data[6] |= 1  # the flag in the entry's own head
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    return io.BytesIO(data)


def flood(entries: int, name: str = "{}") -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(entries):
            archive.writestr(name.format(number), b"")
    return out


def test_the_entries_of_a_plain_zip():
    members = read_directory(packed(a=b"1", b=b"22"), unpacked_bytes=3)
    assert [(member.filename, member.file_size) for member in members] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04 is not enough", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises((BrokenZipError, ZipBombError)):
        read_directory(io.BytesIO(data), unpacked_bytes=1000)


def test_a_password_is_refused():
    with pytest.raises(LockedZipError):
        read_directory(locked(), unpacked_bytes=1000)


@pytest.mark.parametrize(
    ("file", "unpacked_bytes"),
    [
        pytest.param(packed(a=b"12", b=b"34"), 3, id="the sum of the entries"),
        pytest.param(packed(a=bytes(2 * 1024 * 1024)), 10**9, id="packed to a thousandth"),
        pytest.param(flood(MEMBERS + 1), 10**9, id="too many entries"),
        pytest.param(flood(40, "x" * 60_000 + "{}"), 10**9, id="a directory too long to be read"),
    ],
)
def test_bombs_are_refused_unread(file, unpacked_bytes):
    with pytest.raises(ZipBombError):
        read_directory(file, unpacked_bytes=unpacked_bytes)
