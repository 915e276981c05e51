"""One signed-in person at one connection that stays open: asks for pages and sends forms."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from .measure import cookie_of

TOKEN = "b" * 32  # a CSRF secret of our own: what the form says is what the cookie says
TIMEOUT = 60
IDLE = 1  # seconds after which the server may have hung up


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes
    ms: float


class Hand:
    """The cookie is made before anything is timed; a connection that lay idle is opened anew."""

    def __init__(self, url: str, user):
        self.host = urlsplit(url).netloc
        self.cookie = f"{cookie_of(user)}; csrftoken={TOKEN}"
        self.connection = http.client.HTTPConnection(self.host, timeout=TIMEOUT)
        self.used = 0.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], file: tuple[str, str, bytes] | None = None) -> Answer:
        """`file`: the field's name, the file's name, its bytes."""
        body, kind = _form(fields) if file is None else _with_file(fields, *file)
        return self._ask("POST", path, body, {"Content-Type": kind, "X-CSRFToken": TOKEN})

    def send_and_leave(self, path: str, fields: dict[str, str]) -> None:
        """Send a form and hang up before the answer comes: what a train does in a tunnel."""
        body, kind = _form(fields)
        headers = {"Content-Type": kind, "X-CSRFToken": TOKEN, "Cookie": self.cookie}
        self.close()  # the one from before may have lain idle
        self.connection.request("POST", path, body, headers)
        self.close()

    def close(self) -> None:
        self.connection.close()

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if time.perf_counter() - self.used > IDLE:
            self.close()
        began = time.perf_counter()
        self.connection.request(method, path, body, {**headers, "Cookie": self.cookie})
        answer = self.connection.getresponse()
        content = answer.read()
        self.used = time.perf_counter()
        ms = (self.used - began) * 1000
        return Answer(answer.status, answer.headers.get("Location", ""), content, ms)


def _form(fields: dict[str, str]) -> tuple[bytes, str]:
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _with_file(fields: dict[str, str], field: str, name: str, content: bytes) -> tuple[bytes, str]:
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    parts += [head.encode(), content, f"\r\n--{boundary}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
