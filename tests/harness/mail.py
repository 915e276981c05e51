"""A mail server for tests that can be told to fail, and a real one on a socket that breaks off."""

import socketserver
import threading
from contextlib import contextmanager

from django.core.mail.backends.locmem import EmailBackend


class FailingBackend(EmailBackend):
    """Keeps what it is sent, as the usual one of tests does, once `errors` are used up: one for each attempt."""

    errors: list[Exception] = []

    def send_messages(self, messages):
        if self.errors:
            raise self.errors.pop(0)
        return super().send_messages(messages)


@contextmanager
def smtp_server(*, breaks_off: bool):
    """`with smtp_server(breaks_off=True) as (port, taken):` – `taken` holds the mails it got.

    It takes a mail and, where it `breaks_off`, ends the line before it says so.
    """
    taken: list[str] = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.say(220)
            while line := self.rfile.readline().decode().strip():
                if line.upper() == "DATA":
                    self.say(354)
                    taken.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                    if breaks_off:
                        return
                self.say(221 if line.upper() == "QUIT" else 250)

        def say(self, code):
            self.wfile.write(f"{code} test\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], taken
        finally:
            server.shutdown()
            thread.join()
