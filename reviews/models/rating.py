from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of, within

from ..enums import Side


class Rating(models.Model):
    """評価: one side's score of one axis, 1 to 5, or none. A missing score is a gap in the chart, never a 0."""

    sheet = models.ForeignKey("reviews.Sheet", on_delete=models.CASCADE, related_name="ratings")
    axis = models.ForeignKey("reviews.Axis", on_delete=models.PROTECT, related_name="ratings")
    side = models.CharField("だれの評価", max_length=8, choices=Side)
    value = models.PositiveSmallIntegerField("評価", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "評価"
        ordering = ["axis__number", "side"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "axis", "side"], name="rating_once"),
            one_of("side", Side, name="rating_side_known"),
            within("value", 1, 5, name="rating_one_to_five", message="1から5の間で選んでください。"),
        ]

    def __str__(self):
        return f"{self.axis} {self.get_side_display()} {self.value or '－'}"
