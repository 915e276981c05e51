from django.conf import settings
from django.db import models
from django.db.models import F, Q


class JobState(models.TextChoices):
    WAITING = "waiting", "順番を待っています"
    RUNNING = "running", "進めています"
    DONE = "done", "できました"
    FAILED = "failed", "できませんでした"
    CANCELLED = "cancelled", "取りやめました"


class Job(models.Model):
    """A piece of long work: who asked for it, how far it is, and what came out.

    The task queue runs it; this row is what people see. A dead worker leaves no heartbeat, and the reaper in
    `kyodo.jobs` puts the job back in the queue, or fails it after its last attempt. `kyodo.jobs` alone writes it.
    """

    kind = models.CharField("種類", max_length=60)
    title = models.CharField("内容", max_length=200)
    state = models.CharField("状態", max_length=10, choices=JobState, default=JobState.WAITING)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs")
    arguments = models.JSONField(default=dict)
    done = models.PositiveIntegerField("済み", default=0)
    total = models.PositiveIntegerField("全体", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    result_file = models.FileField(upload_to="jobs/%Y/%m", blank=True)
    result_name = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField("理由", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ジョブ"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="job_newest"),
            models.Index(
                fields=["heartbeat_at"], name="job_alive", condition=Q(state__in=["waiting", "running"])
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=F("total")),
                name="job_done_within_total",
                violation_error_message="済んだ件数が全体を超えています。",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, state__in=["waiting", "running"])
                | Q(finished_at__isnull=False, state__in=["done", "failed", "cancelled"]),
                name="job_finished_has_time",
                violation_error_message="終わった時刻と状態が合いません。",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)
