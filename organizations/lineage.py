"""Which 課 came before which: kept in the cache, because every request of city staff asks."""

from collections.abc import Iterable

from django.core.cache import cache
from django.utils import timezone

from .models import Division

CACHE_KEY = "organizations.lineage"
CACHE_SECONDS = 60


def before(division_ids: Iterable[int]) -> frozenset[int]:
    """Every 課 whose records have come down to the given ones, by `successor`, over any number of steps."""
    found, todo = set(), set(division_ids)
    if not todo:
        return frozenset()
    today = timezone.localdate()
    links = [(old, new) for old, new, ends_on in _links() if ends_on is None or ends_on < today]
    while todo:
        todo = {old for old, new in links if new in todo} - found
        found |= todo
    return frozenset(found)


def forget_lineage() -> None:
    """Drop what is cached, after a 課 got a successor."""
    cache.delete(CACHE_KEY)


def _links() -> list[tuple]:
    links = cache.get(CACHE_KEY)
    if links is None:
        succeeded = Division.objects.filter(successor__isnull=False)
        links = list(succeeded.values_list("pk", "successor_id", "ends_on"))
        cache.set(CACHE_KEY, links, CACHE_SECONDS)
    return links
