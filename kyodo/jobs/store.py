import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from ..models import Job
from ..models.job import JobState
from .run import Cancelled, Run, begin, end

logger = logging.getLogger(__name__)

WORK: dict[str, Callable] = {}
DEAD_AFTER = datetime.timedelta(seconds=60)
MAX_ATTEMPTS = 3
FAILED = "途中で問題が起き、終わりませんでした。もう一度お試しください。続くときは担当課にお知らせください。"


class JobError(Exception):
    """The work cannot be done; the message is shown to the person."""


def job(kind: str):
    """Register a function as a kind of work: it takes a `Run` and the keyword arguments it was enqueued with."""

    def decorate(work: Callable) -> Callable:
        WORK[kind] = work
        return work

    return decorate


def enqueue(kind: str, *, by, title: str, total: int = 0, **arguments) -> Job:
    """Ask for a piece of work; it is queued when the present transaction has been committed."""
    if kind not in WORK:
        raise LookupError(kind)
    row = Job.objects.create(kind=kind, title=title, owner=by, total=total, arguments=arguments)
    transaction.on_commit(lambda: run_job.enqueue(row.pk))
    return row


@task()
def run_job(job_id: int) -> None:
    """What the queue runs: take the row, do the work, close the row."""
    row = begin(job_id)
    if row is None:
        return
    try:
        WORK[row.kind](Run(row), **row.arguments)
    except Cancelled:
        end(row, JobState.CANCELLED)
    except JobError as error:
        end(row, JobState.FAILED, error=str(error))
    except Exception:
        logger.exception("job %s (%s) failed", row.pk, row.kind)
        end(row, JobState.FAILED, error=FAILED)
    else:
        end(row, JobState.DONE)


def request_cancel(row: Job) -> None:
    """Take a job back: at once while it waits, at its next sign of progress while it runs."""
    now = timezone.now()
    if not Job.objects.filter(pk=row.pk, state=JobState.WAITING).update(
        state=JobState.CANCELLED, finished_at=now
    ):
        Job.objects.filter(pk=row.pk, state=JobState.RUNNING).update(cancel_requested=True)


def reap(now=None) -> int:
    """Give the jobs of dead workers back to the queue, or fail them after their last attempt; says how many."""
    now = now or timezone.now()
    dead = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=now - DEAD_AFTER)
    lost = Job.objects.filter(state=JobState.WAITING, created_at__lt=now - DEAD_AFTER).filter(
        Q(heartbeat_at__isnull=True) | Q(heartbeat_at__lt=now - DEAD_AFTER)
    )
    reaped = 0
    for row in dead:
        same = Job.objects.filter(pk=row.pk, state=JobState.RUNNING, attempts=row.attempts)
        if row.cancel_requested:
            reaped += same.update(state=JobState.CANCELLED, finished_at=now)
        elif row.attempts >= MAX_ATTEMPTS:
            reaped += same.update(state=JobState.FAILED, finished_at=now, error=FAILED)
        elif same.update(state=JobState.WAITING, heartbeat_at=now):
            run_job.enqueue(row.pk)
            reaped += 1
    for row in lost:
        # Its task was lost (or waits in a long queue): queue it once more; `begin` lets only one of them in.
        Job.objects.filter(pk=row.pk).update(heartbeat_at=now)
        run_job.enqueue(row.pk)
        reaped += 1
    return reaped
