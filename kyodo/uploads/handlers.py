"""What is done with files while they arrive, before any view is asked."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from kyodo.tables import Limits

_PIECE = 64 * 1024


class CappedUploadHandler(FileUploadHandler):
    """Stops keeping a file once it is longer than any that is taken; the rest is read and thrown away.

    The file stays longer than the limit by less than a piece, so whoever checks its size refuses it, with a message
    in its form; the disk never holds more. A request that is longer than UPLOAD_REQUEST_MAX_BYTES is answered with
    413, after a reasonable part of it was read: a browser shows no answer to what it could not send.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django's name
        limit = settings.UPLOAD_REQUEST_MAX_BYTES
        if content_length > limit:
            if content_length <= 4 * limit:
                while input_data.read(_PIECE):
                    pass
            raise RequestDataTooBig("files longer than UPLOAD_REQUEST_MAX_BYTES")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept = 0
        self.cap = max(settings.UPLOAD_MAX_BYTES, Limits.file_bytes)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.kept > self.cap:
            return None
        self.kept += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
