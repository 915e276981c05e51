"""The virus check, against a clamd of our own that speaks its protocol."""

import io
import socket
import threading
from contextlib import closing

import pytest

from kyodo.uploads import UploadRefused, check_upload
from kyodo.uploads.scanner import check_for_viruses
from tests.kyodo.uploads.files import pdf, uploaded


class Clamd(threading.Thread):
    """Takes one stream, answers `answer`; `limit` is how many bytes it reads before it gives up."""

    def __init__(self, listener: socket.socket, answer: bytes, limit: int = 10**9):
        super().__init__(daemon=True)
        self.listener, self.answer, self.limit = listener, answer, limit
        self.received = b""

    def run(self):
        connection, _ = self.listener.accept()
        with closing(connection), connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(stream.read(4), "big"):
                self.received += stream.read(length)
                if len(self.received) > self.limit:
                    break
            connection.sendall(self.answer)


@pytest.fixture(params=["unix", "host and port"])
def clamd(request, settings, tmp_path):
    """Starts one, says so to the settings, and gives it back."""
    listeners = []

    def start(answer: bytes, **options) -> Clamd:
        if request.param == "unix":
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(tmp_path / "s"))
            settings.CLAMD_SOCKET = str(tmp_path / "s")
        else:
            listener = socket.socket()
            listener.bind(("127.0.0.1", 0))
            settings.CLAMD_SOCKET = f"127.0.0.1:{listener.getsockname()[1]}"
        listener.listen()
        listeners.append(listener)
        server = Clamd(listener, answer, **options)
        server.start()
        return server

    yield start
    for listener in listeners:
        listener.close()


def code_of(data: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check_for_viruses(io.BytesIO(data))
    return caught.value.code


def test_without_a_socket_nothing_is_asked(settings):
    assert settings.CLAMD_SOCKET == ""
    check_for_viruses(None)


def test_a_clean_file_passes_after_all_of_it_was_read(clamd):
    server = clamd(b"stream: OK\0")
    data = bytes(range(256)) * 1000
    check_for_viruses(io.BytesIO(data))
    server.join()
    assert server.received == data


def test_a_virus_is_refused_and_named_in_the_log_alone(clamd, caplog):
    clamd(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(UploadRefused, match="ウイルスが見つかった") as caught:
        check_upload(uploaded(pdf()))
    assert caught.value.code == "virus"
    assert "clamd found a virus in an upload: stream: Eicar-Test-Signature FOUND" in caplog.messages


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"",
        b"BROOK",
        b"x" * 9000,
    ],
)
def test_any_other_answer_is_refused(clamd, answer):
    clamd(answer)
    assert code_of(b"data") == "not_scanned"


def test_a_scanner_that_hangs_up_in_the_middle_is_refused(clamd):
    clamd(b"INSTREAM size limit exceeded. ERROR\0", limit=1)
    assert code_of(bytes(4_000_000)) == "not_scanned"


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1", "a word", "127.0.0.1:"])
def test_a_scanner_that_cannot_be_reached_refuses_and_tells_the_operator(settings, caplog, address):
    settings.CLAMD_SOCKET = address
    with pytest.raises(UploadRefused, match="少し待って、もう一度"):
        check_for_viruses(io.BytesIO(b"data"))
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_scanner_that_never_answers_refuses(settings):
    settings.CLAMD_TIMEOUT = 0.05
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        settings.CLAMD_SOCKET = f"127.0.0.1:{listener.getsockname()[1]}"
        assert code_of(b"data") == "not_scanned"
