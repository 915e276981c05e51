from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import not_negative


class Goal(models.Model):
    """目標: what a year is to reach, set before its start and checked at the ふりかえり.

    Countable (`target`, `actual`, `unit`) or in words (`expected`, `observed`): 和光市協働指針 第Ⅱ章2(2).
    Staff of the 課 change it; a partner group may fill in `actual` and `observed` on its sheet.
    """

    project_year = models.ForeignKey("projects.ProjectYear", on_delete=models.CASCADE, related_name="goals")
    title = models.CharField("目標", max_length=150)
    is_countable = models.BooleanField("数で測る", default=True)
    target = models.DecimalField("目標値", max_digits=12, decimal_places=1, null=True, blank=True)
    actual = models.DecimalField("実績値", max_digits=12, decimal_places=1, null=True, blank=True)
    unit = models.CharField("単位", max_length=20, blank=True)
    expected = models.TextField("めざす姿", max_length=500, blank=True)
    observed = models.TextField("見られた変化", max_length=500, blank=True)
    is_met = models.BooleanField("達成したか", null=True, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "目標"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_countable=True, target__isnull=False)
                | (Q(is_countable=False) & ~Q(expected="")),
                name="goal_countable_or_in_words",
                violation_error_message="数で測る目標には目標値を、言葉の目標にはめざす姿を書いてください。",
            ),
            not_negative("target", "actual", name="goal_numbers_not_negative"),
        ]

    def __str__(self):
        return self.title

    @property
    def met(self) -> bool | None:
        """Whether it was reached: counted where it is countable, as judged where it is in words; None if open."""
        if self.is_countable:
            return None if self.actual is None else self.actual >= self.target
        return self.is_met
