from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import within

from ..rule_words import points_in_words

LOWEST, HIGHEST = 1, 5
SCALE = range(LOWEST, HIGHEST + 1)


class CriterionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(replaced_by__isnull=True)


class Criterion(models.Model):
    """審査の観点: what reviewers score from 1 to 5, how heavy it weighs, and what the points mean.

    `points` maps "1" … "5" to words; not every point needs any. A criterion that has scores is never edited: a new
    row of the next `version` takes its place (`replaced_by`), and the old scores stay with the old words.
    """

    stage = models.ForeignKey("projects.ScreeningStage", on_delete=models.CASCADE, related_name="criteria")
    label = models.CharField("観点", max_length=60)
    question = models.CharField("問い", max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField("重み", default=1)
    points = models.JSONField("点の意味", default=dict, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    version = models.PositiveSmallIntegerField("版", default=1, editable=False)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaces"
    )
    history = HistoricalRecords()

    history_words = {"points": points_in_words}
    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "審査の観点"
        ordering = ["position", "pk"]
        constraints = [
            within("weight", 1, 10, name="criterion_weight", message="重みは1から10までにしてください。"),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("id")),
                name="criterion_not_replaced_by_itself",
                violation_error_message="観点は、自分自身では置きかえられません。",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def full_marks(self) -> int:
        return HIGHEST * self.weight
