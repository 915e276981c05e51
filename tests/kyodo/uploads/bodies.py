"""Requests whose long body is made while it is read: no test holds 50 MB."""

import io

MB = 1024 * 1024
BOUNDARY = b"a-boundary"
HEAD = (
    b'--%s\r\nContent-Disposition: form-data; name="paper"\r\n\r\nother\r\n'
    b'--%s\r\nContent-Disposition: form-data; name="files"; filename="x.pdf"\r\n\r\n%%PDF-1.7 '
) % (BOUNDARY, BOUNDARY)
TAIL = b"\r\n--%s--\r\n" % BOUNDARY


class Body(io.RawIOBase):
    """A request's body with one file of `length` bytes that is made while it is read."""

    def __init__(self, length: int):
        self.parts = iter([HEAD, *[bytes(MB)] * (length // MB), bytes(length % MB), TAIL])
        self.size = len(HEAD) + length + len(TAIL)
        self.given = self.largest_read = 0
        self.waiting = b""

    def read(self, size: int = -1) -> bytes:
        self.largest_read = max(self.largest_read, size)
        while len(self.waiting) < size and (part := next(self.parts, None)) is not None:
            self.waiting += part
        piece, self.waiting = self.waiting[:size], self.waiting[size:]
        self.given += len(piece)
        return piece


def sent(body: Body) -> dict:
    return {
        "wsgi.input": body,
        "CONTENT_LENGTH": str(body.size),
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY.decode()}",
    }
