"""What the clock does: every function of `kyodo.registry.scheduled`, one after the other (`manage.py run_schedule`)."""

import contextlib
import logging
import traceback

from django.db import DatabaseError, transaction
from django.utils import timezone

from .models import ScheduledRun
from .registry import scheduled

logger = logging.getLogger(__name__)


def run_scheduled() -> None:
    """Call each function in a transaction of its own; one that fails is named in the log and stops no other."""
    for function in scheduled.functions:
        run(function)


def run(function) -> None:
    """Call one function, unless another scheduler is just at it: its row is locked while it runs."""
    name, now = name_of(function), timezone.now()
    try:
        ScheduledRun.objects.get_or_create(name=name)
        with transaction.atomic():
            row = ScheduledRun.objects.select_for_update(skip_locked=True).filter(name=name).first()
            if row is None:
                return
            said = list(function(now) or ())
            ScheduledRun.objects.filter(pk=row.pk).update(ran_at=now)
    except Exception as error:  # whatever one of them does, the others have their turn
        logger.error("scheduled %s failed: %s", name, _where(error))
        with contextlib.suppress(DatabaseError):
            ScheduledRun.objects.filter(name=name).update(failed_at=now, error=type(error).__name__)
        return
    for line in said:
        logger.info("scheduled %s: %s", name, line)


def name_of(function) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _where(error: Exception) -> str:
    """The error's class and place, and none of its words, which may hold a name."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno}"
