from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from kyodo.models import Stamped, Versioned

from ..enums import Fitness


class WorkItem(Versioned, Stamped):
    """業務の洗い出し: a piece of a 課's work, and whether it fits collaboration. The office may make it a `Theme`."""

    fiscal_year = models.PositiveSmallIntegerField("年度")
    division = models.ForeignKey(
        "organizations.Division", on_delete=models.PROTECT, related_name="work_items"
    )
    name = models.CharField("業務", max_length=150)
    content = models.TextField("内容", max_length=1000, blank=True)
    fitness = models.CharField("協働", max_length=12, choices=Fitness, blank=True)
    reason = models.CharField("理由・条件", max_length=300, blank=True)
    theme = models.OneToOneField(
        "projects.Theme", null=True, blank=True, on_delete=models.SET_NULL, related_name="work_item"
    )
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "業務の洗い出し"
        ordering = ["-fiscal_year", "division", "position", "pk"]
        constraints = [
            one_of("fitness", Fitness, name="workitem_fitness_known", blank=True),
            models.UniqueConstraint(
                fields=["fiscal_year", "division", "name"],
                name="workitem_once",
                violation_error_message="この年度に、同じ業務があります。",
            ),
            models.CheckConstraint(
                condition=~Q(fitness__in=[Fitness.CONDITIONAL, Fitness.NO]) | ~Q(reason=""),
                name="workitem_says_why",
                violation_error_message="条件や理由を書いてください。",
            ),
        ]
        indexes = [models.Index(fields=["fiscal_year", "fitness", "division"], name="workitem_by_fitness")]

    def __str__(self):
        return self.name

    @property
    def fitness_tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return Fitness(self.fitness).tone if self.fitness else "warn"
