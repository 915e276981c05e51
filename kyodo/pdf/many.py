"""Many documents rendered into a cache: only what it lacks, and in several processes where that pays."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

import django

from .cache import RenderingCache

T = TypeVar("T")
Progress = Callable[[int, int], None]

WORKERS = min(2, os.cpu_count() or 1)
WORKERS_FROM = 16  # documents; a process takes as long to start as ten of them to render


def fill(
    cache: RenderingCache,
    wanted: Mapping[str, T],
    render: Callable[[T], bytes],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
) -> int:
    """Render what the cache lacks of `wanted` (key → document) and return how many that were.

    `progress(done, total)` is called after each one and may raise to stop. `render` goes to other processes, so it is
    a function of a module, or a `partial` of one.
    """
    missing = {key: document for key, document in wanted.items() if key not in cache}
    done = len(wanted) - len(missing)
    with _renderings(list(missing.values()), render, WORKERS if workers is None else workers) as rendered:
        for key, data in zip(missing, rendered, strict=True):
            cache.put(key, data)
            done += 1
            if progress:
                progress(done, len(wanted))
    return len(missing)


@contextmanager
def _renderings(documents: list[T], render: Callable[[T], bytes], workers: int) -> Iterator[Iterator[bytes]]:
    """Render in the order given: here, or for many documents in several processes."""
    if workers < 2 or len(documents) < WORKERS_FROM:
        yield map(render, documents)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield pool.map(render, documents, chunksize=4)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Make a process of the pool ready, and end it with its parent: one that is killed leaves it waiting for ever."""
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)


def digest_of_files(files: Iterable[Path]) -> str:
    """The hash (hex) of files that shape a page, and of the library that lays it out."""
    digest = sha256(version("weasyprint").encode())
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()
