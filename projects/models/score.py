from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import within

from .criterion import HIGHEST, LOWEST


class Score(models.Model):
    """採点: what one reviewer gives one proposal on one criterion, 1–5 or nothing yet; nothing is never counted as 0.

    Nobody but the reviewer reads it until the office has closed the stage. `projects.actions.scoring` writes it.
    """

    assignment = models.ForeignKey("projects.Assignment", on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("projects.Criterion", on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField("点", null=True, blank=True)
    comment = models.TextField("コメント", max_length=1000, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "採点"
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once"),
            within(
                "value",
                LOWEST,
                HIGHEST,
                name="score_within_scale",
                message="1から5までの点を選んでください。",
            ),
        ]

    def __str__(self):
        return str(self.value or "未記入")
