"""The virus check: a file is sent to clamd over its socket, where the city has one (`CLAMD_SOCKET`).

The protocol (clamd(8), INSTREAM): the data in pieces with their length before them, a length of 0 at the end,
then one answer. What cannot be checked is never let through.
"""

import logging
import socket
from typing import BinaryIO

from django.conf import settings

from kyodo.uploads.refused import UploadRefused

logger = logging.getLogger(__name__)

_PIECE = 64 * 1024
_ANSWER = 4096
_CLEAN, _FOUND = b" OK", b" FOUND"


class ScannerSilent(Exception):
    """clamd cannot be reached, or its answer is not one."""


def check_for_viruses(file: BinaryIO) -> None:
    """Raises UploadRefused for a virus, and when clamd is set up and does not answer; does nothing without it."""
    if not settings.CLAMD_SOCKET:
        return
    try:
        answer = _ask(file)
        if not answer.endswith((_CLEAN, _FOUND)):
            raise ScannerSilent(answer[-100:].decode(errors="replace"))
    except (OSError, ScannerSilent, ValueError) as error:
        logger.error("clamd did not check an upload: %s %s", type(error).__name__, error)
        raise UploadRefused(
            "いまウイルスの検査ができないため、ファイルを受け取れません。少し待って、もう一度送ってください。",
            code="not_scanned",
        ) from None
    if answer.endswith(_FOUND):
        logger.warning("clamd found a virus in an upload: %s", answer[-100:].decode(errors="replace"))
        raise UploadRefused(
            "このファイルからウイルスが見つかったため、受け取りませんでした。"
            "ファイルのあるパソコンをウイルス対策ソフトで検査してください。",
            code="virus",
        )


def _ask(file: BinaryIO) -> bytes:
    file.seek(0)
    with _connect() as connection:
        try:
            connection.sendall(b"zINSTREAM\0")
            while piece := file.read(_PIECE):
                connection.sendall(len(piece).to_bytes(4, "big") + piece)
            connection.sendall(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            pass  # past its own limit clamd says so and hangs up; its answer tells more than this error
        return _answer(connection)


def _connect() -> socket.socket:
    address = settings.CLAMD_SOCKET
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(settings.CLAMD_TIMEOUT)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=settings.CLAMD_TIMEOUT)


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while len(answer) < _ANSWER and b"\0" not in answer and (piece := connection.recv(_ANSWER)):
        answer += piece
    return answer.partition(b"\0")[0].strip()
