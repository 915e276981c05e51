"""Private files: no public address leads to them; a view asks who may, then sends them from here."""

from io import BytesIO

from django.http import FileResponse, Http404


def send_file(
    field_file, *, name: str, inline: bool = False, content_type: str | None = None
) -> FileResponse:
    """Send a stored file under its Japanese name; never sniffed, never cached by others, 404 where it is gone.

    Without `content_type` the name's ending tells it.
    """
    if not field_file or not field_file.storage.exists(field_file.name):
        raise Http404("file is gone")
    return _private(field_file.open("rb"), name, inline, content_type)


def send_made(data: bytes, *, name: str) -> FileResponse:
    """Send what was made just now, to be shown in the browser; the name's ending tells what it is."""
    return _private(BytesIO(data), name, inline=True)


def _private(file, name: str, inline: bool, content_type: str | None = None) -> FileResponse:
    response = FileResponse(file, as_attachment=not inline, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
