from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of


class Share(models.TextChoices):
    GROUP = "group", "団体"
    CITY = "city", "市"
    BOTH = "both", "双方"


class RoleShare(models.Model):
    """役割分担: who does what in one year of a project, who answers for it, who pays."""

    project_year = models.ForeignKey(
        "projects.ProjectYear", on_delete=models.CASCADE, related_name="role_shares"
    )
    item = models.CharField("項目", max_length=100)
    group_part = models.CharField("団体がすること", max_length=200, blank=True)
    city_part = models.CharField("市がすること", max_length=200, blank=True)
    responsible = models.CharField("責任", max_length=10, choices=Share, blank=True)
    payer = models.CharField("費用", max_length=10, choices=Share, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "役割分担"
        ordering = ["position", "pk"]
        constraints = [
            one_of("responsible", Share, name="roleshare_responsible_known", blank=True),
            one_of("payer", Share, name="roleshare_payer_known", blank=True),
        ]

    def __str__(self):
        return self.item
