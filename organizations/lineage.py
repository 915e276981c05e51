"""Which 課 came before which: read once, kept in the cache, because every request of city staff asks."""

from collections.abc import Iterable

from django.core.cache import cache

CACHE_KEY = "organizations.lineage"
CACHE_SECONDS = 60


def before(division_ids: Iterable[int]) -> frozenset[int]:
    """Every 課 whose records came down to the given ones, by `successor`, over any number of steps."""
    found, todo = set(), set(division_ids)
    if not todo:
        return frozenset()
    links = _links()
    while todo:
        todo = {old for old, new in links if new in todo} - found
        found |= todo
    return frozenset(found)


def forget_lineage() -> None:
    """Drop what is cached, after a 課 got a successor."""
    cache.delete(CACHE_KEY)


def _links() -> list[tuple[int, int]]:
    from .models import Division  # here, because the models import `standing`, which asks

    links = cache.get(CACHE_KEY)
    if links is None:
        links = list(Division.objects.filter(successor__isnull=False).values_list("pk", "successor_id"))
        cache.set(CACHE_KEY, links, CACHE_SECONDS)
    return links
