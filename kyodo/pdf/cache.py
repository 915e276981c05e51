"""Finished renderings on disk, found by the hash of all that went into them."""

import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

DAY = 24 * 60 * 60


class RenderingCache:
    """A folder of PDFs named by their key (hex).

    Many may write at once: a file appears whole under its name or not at all. What is lost is rendered again,
    so the folder may be emptied at any time.
    """

    def __init__(self, folder: str | Path) -> None:
        """`folder`: a name under `KYODO_CACHE_DIR`, or a path of its own."""
        self.folder = Path(settings.KYODO_CACHE_DIR) / folder

    def __contains__(self, key: str) -> bool:
        return self._path(key).exists()

    def get(self, key: str) -> bytes | None:
        """Return what is kept under the key, or None; a hit counts as use (see `prune`)."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        with suppress(OSError):  # pruned meanwhile, or the folder is read-only: the rendering is still good
            os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                part.write(data)
                part.close()
                os.replace(part.name, path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise

    def prune(self, *, max_age_days: int = 400, max_bytes: int = 2 * 1024**3) -> int:
        """Remove what was not used for so long, then the longest unused above so many bytes; return how many."""
        files = sorted(self._files(), key=lambda file: file[1], reverse=True)
        oldest, total, removed = time.time() - max_age_days * DAY, 0, 0
        for path, used_at, size in files:
            total += size
            if used_at < oldest or total > max_bytes:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _files(self) -> list[tuple[Path, float, int]]:
        found = []
        for path in self.folder.glob("*/*"):
            with suppress(FileNotFoundError):
                about = path.stat()
                found.append((path, about.st_mtime, about.st_size))
        return found

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.pdf"
