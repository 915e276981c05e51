from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, within


class ScreeningStage(models.Model):
    """審査の段階 of a call: 1 on paper, and where the call has it 2 by 公開プレゼンテーション.

    Reviewers score until the office closes the stage; only then anybody sees another's scores or a total.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField("段階")
    name = models.CharField("名前", max_length=40)
    due_at = models.DateTimeField("採点の期限", null=True, blank=True)
    closed_at = models.DateTimeField("採点を締め切った日時", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("締め切った・開き直した理由", max_length=1000, blank=True)
    reminded_at = models.DateTimeField("期限が近いと知らせた日時", null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["reminded_at"])

    class Meta:
        verbose_name = verbose_name_plural = "審査の段階"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="screeningstage_once"),
            within("number", 1, 2, name="screeningstage_number", message="段階は1か2です。"),
            both_or_neither(
                "closed_at",
                "closed_by",
                name="screeningstage_closed_by_somebody",
                message="締め切った人と日時は、そろえて記録します。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
