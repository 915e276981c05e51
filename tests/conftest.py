"""What every test stands on: a clock that can be set, files of its own, an empty cache."""

import copy
import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

JAPAN = ZoneInfo("Asia/Tokyo")


def pytest_configure(config):
    # WhiteNoise warns of a missing folder, and would serve stale files out of var/static.
    settings.STATIC_ROOT = config.cache.mkdir("no-static-files")


@pytest.fixture
def at(time_machine):
    """`at(2026, 4, 1, 9, 30)` stops the clock at that moment of Japanese time and returns it."""

    def stop_clock(year: int, month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0):
        moment = datetime.datetime(year, month, day, hour, minute, second, tzinfo=JAPAN)
        time_machine.move_to(moment, tick=False)
        return moment

    return stop_clock


@pytest.fixture
def now(at) -> datetime.datetime:
    """A stopped clock where the hour does not matter: 10:00 on Wednesday, 1 July 2026, in fiscal year 2026."""
    at(2026, 7, 1, 10)
    return timezone.now()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path_factory):
    """Uploads and kept renderings of one test are never seen by another."""
    folder = tmp_path_factory.getbasetemp() / f"files-{next(_numbers)}"
    storages = copy.deepcopy(settings.STORAGES)
    storages["default"]["OPTIONS"]["location"] = folder / "media"
    settings.STORAGES = storages
    settings.MEDIA_ROOT = folder / "media"
    settings.KYODO_CACHE_DIR = folder / "cache"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


_numbers = iter(range(10**9))
