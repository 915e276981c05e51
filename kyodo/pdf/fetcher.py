"""What a PDF may load: the project's own static files and the pictures made for it, and nothing else."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC_SCHEME = "static"
STATIC_BASE = f"{STATIC_SCHEME}://project/"
PICTURE_BASE = f"{STATIC_SCHEME}://picture/"


class RefusedURLError(ValueError):
    """A page to be printed asked for something outside the project's static files."""


def static_path(url: str) -> Path:
    """Return the file behind `static://project/<name>`; anything else raises RefusedURLError."""
    parts = urlsplit(url)
    if parts.scheme != STATIC_SCHEME or parts.netloc != "project":
        raise RefusedURLError(f"not a static file of the project: {parts.scheme}:")
    name = unquote(parts.path).lstrip("/")
    try:
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise RefusedURLError("a static file's name may not leave its folder") from error
    if not found or not Path(found).is_file():
        raise RefusedURLError(f"no such static file: {name}")
    return Path(found)


class StaticFetcher(URLFetcher):
    """WeasyPrint's door to the outside: `static://project/…` opens, file:, http: and data: do not.

    `pictures` are PNGs made for this one page, found as `static://picture/<name>`.
    """

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=(STATIC_SCHEME,), allow_redirects=False, fail_on_errors=False)
        self.pictures = pictures or {}

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        name = url.removeprefix(PICTURE_BASE)
        if name in self.pictures:
            return URLFetcherResponse(url, self.pictures[name], {"Content-Type": "image/png"})
        path = static_path(url)
        content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})
