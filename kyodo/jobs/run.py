import time

from django.core.files import File
from django.db.models import F
from django.utils import timezone

from ..models import Job
from ..models.job import JobState

BEAT_SECONDS = 1.0


class Cancelled(Exception):
    """The person took the job back; raised inside the work at its next sign of progress."""


class Run:
    """What the work itself holds of its job: a way to say how far it is, and to leave what came out."""

    def __init__(self, job: Job):
        self.job = job
        self._beaten_at = 0.0

    @property
    def owner(self):
        return self.job.owner

    def progress(self, done: int, total: int, *, force: bool = False) -> None:
        """Say how far it is, at most once a second; raises `Cancelled` when the person took it back."""
        now = time.monotonic()
        if not force and done < total and now - self._beaten_at < BEAT_SECONDS:
            return
        self._beaten_at = now
        alive = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, attempts=self.job.attempts)
        if not alive.update(done=done, total=total, heartbeat_at=timezone.now()):
            raise Cancelled  # the reaper gave the job to somebody else, or it was ended
        if alive.filter(cancel_requested=True).exists():
            raise Cancelled

    def save_file(self, name: str, file) -> None:
        """Keep the result under the name that the person will download it by (`file`: an open binary file)."""
        self.job.result_file.save(f"{self.job.pk}-{self.job.attempts}{_suffix(name)}", File(file), save=False)
        Job.objects.filter(pk=self.job.pk).update(result_file=self.job.result_file.name, result_name=name)

    def save_result(self, **result) -> None:
        Job.objects.filter(pk=self.job.pk).update(result=result)


def _suffix(name: str) -> str:
    return name[name.rfind(".") :] if "." in name else ""


def begin(job_id: int) -> Job | None:
    """Take a waiting job, or None when somebody else has it or it was cancelled meanwhile."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
    )
    return Job.objects.select_related("owner").get(pk=job_id) if taken else None


def end(job: Job, state: JobState, *, error: str = "") -> None:
    """Close the job; a job that the reaper took away meanwhile is left alone."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts).update(
        state=state, error=error, finished_at=now, heartbeat_at=now
    )
