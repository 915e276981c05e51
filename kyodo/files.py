"""Private files: no public address leads to them; a view asks who may, then sends them from here."""

from django.http import FileResponse, Http404


def send_file(
    field_file, *, name: str, inline: bool = False, content_type: str | None = None
) -> FileResponse:
    """Send a stored file under its Japanese name; never sniffed, never cached by others, 404 where it is gone.

    Without `content_type` the name's ending tells it.
    """
    if not field_file or not field_file.storage.exists(field_file.name):
        raise Http404("file is gone")
    response = FileResponse(
        field_file.open("rb"), as_attachment=not inline, filename=name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
