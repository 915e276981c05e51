from django.db import models


class ScheduledRun(models.Model):
    """定期の仕事: one function of `kyodo.registry.scheduled`; its row is the lock that two schedulers share."""

    name = models.CharField("名前", max_length=200, unique=True)
    ran_at = models.DateTimeField("最後に済んだ日時", null=True, blank=True)
    failed_at = models.DateTimeField("最後に失敗した日時", null=True, blank=True)
    error = models.CharField("失敗の種類", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "定期の仕事"
        ordering = ["name"]

    def __str__(self):
        return self.name
