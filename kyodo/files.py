"""Private files: no public address leads to them; a view asks who may, then sends them from here."""

from django.http import FileResponse, Http404


def send_file(field_file, *, name: str, inline: bool = False) -> FileResponse:
    """Send a stored file under its Japanese name; never sniffed, never cached by others, 404 where it is gone."""
    if not field_file or not field_file.storage.exists(field_file.name):
        raise Http404("file is gone")
    response = FileResponse(field_file.open("rb"), as_attachment=not inline, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
