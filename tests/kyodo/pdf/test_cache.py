import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kyodo.pdf.cache import DAY, RenderingCache


@pytest.fixture
def cache(tmp_path):
    return RenderingCache(tmp_path)


def _use(cache, key, days_ago):
    when = time.time() - days_ago * DAY
    os.utime(cache.folder / key[:2] / f"{key}.pdf", (when, when))


def test_gives_back_what_was_put(cache):
    cache.put("ab01", b"one")

    assert (cache.get("ab01"), "ab01" in cache) == (b"one", True)
    assert (cache.get("ab02"), "ab02" in cache) == (None, False)


def test_lies_under_the_cache_folder_of_the_settings(settings, tmp_path):
    settings.KYODO_CACHE_DIR = tmp_path

    assert RenderingCache("sheets").folder == tmp_path / "sheets"


def test_many_writers_leave_one_whole_file(cache):
    texts = [bytes([65 + number]) * 200_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: cache.put("ab01", text), texts))

    assert cache.get("ab01") in texts
    assert [path.name for path in (cache.folder / "ab").iterdir()] == ["ab01.pdf"]


def test_a_failed_write_leaves_nothing(cache, monkeypatch):
    monkeypatch.setattr(os, "replace", _fail)

    with pytest.raises(OSError, match="full"):
        cache.put("ab01", b"one")
    assert list((cache.folder / "ab").iterdir()) == []


def _fail(*_paths):
    raise OSError("full")


def test_prunes_what_was_not_used_for_long(cache):
    cache.put("ab01", b"old")
    cache.put("ab02", b"new")
    _use(cache, "ab01", days_ago=11)
    _use(cache, "ab02", days_ago=9)

    assert cache.prune(max_age_days=10) == 1
    assert ("ab01" in cache, "ab02" in cache) == (False, True)


def test_prunes_the_longest_unused_above_the_size(cache):
    for days, key in enumerate(["ab01", "ab02", "ab03"]):
        cache.put(key, b"x" * 100)
        _use(cache, key, days_ago=days)

    assert cache.prune(max_bytes=250) == 1
    assert [key in cache for key in ("ab01", "ab02", "ab03")] == [True, True, False]


def test_reading_counts_as_use(cache):
    cache.put("ab01", b"old")
    _use(cache, "ab01", days_ago=11)
    cache.get("ab01")

    assert cache.prune(max_age_days=10) == 0
