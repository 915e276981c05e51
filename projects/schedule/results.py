"""The clock and the results: released at the time that the office has set ahead."""

import datetime
from collections.abc import Iterator

from kyodo.registry import scheduled

from ..actions.release import NotReady, release_when_due
from ..models import Call


@scheduled
def release_results(now: datetime.datetime) -> Iterator[str]:
    """Every call whose time has come, once; one that has become impossible waits for the office, and keeps no other."""
    for call in Call.objects.filter(release_at__lte=now, released_at__isnull=True).order_by("release_at"):
        try:
            if release_when_due(call, now):
                yield f"call {call.pk} released"
        except NotReady:
            yield f"call {call.pk} is due and not ready"
