"""What the clock does for reviewers: it reminds them before the end of a stage's scoring."""

import datetime

from django.db.models import F, Q

from kyodo.registry import scheduled

from ..enums import CallState
from ..letters.screening import remind
from ..models import ScreeningStage

DAYS_BEFORE = (3, 1)
ENDED = (CallState.DRAFT, CallState.CANCELLED, CallState.ENDED, CallState.DECIDED)


@scheduled
def remind_reviewers(now):
    """Three days and one day before the end: whoever is not done."""
    for stage in _to_be_reminded(now):
        left = stage.due_at - now
        days = min(days for days in DAYS_BEFORE if left <= datetime.timedelta(days=days))
        count = remind(stage, days)
        ScreeningStage.objects.filter(pk=stage.pk).update(reminded_at=now)
        yield f"stage {stage.pk}: {count} reviewers reminded"


def _to_be_reminded(now):
    """Stages that have come into the next stretch before their end since anybody was reminded."""
    due = Q()
    for days in (datetime.timedelta(days=number) for number in DAYS_BEFORE):
        not_since = Q(reminded_at__isnull=True) | Q(reminded_at__lt=F("due_at") - days)
        due |= Q(due_at__lte=now + days) & not_since
    stages = ScreeningStage.objects.filter(due, closed_at__isnull=True, due_at__gt=now)
    return stages.exclude(call__state__in=ENDED).select_related("call")
