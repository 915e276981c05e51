from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import within
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped


class WorkRound(Stamped):
    """The office asks every 課 to list its work of a 年度, by a day. Coordinators ask and move the day."""

    fiscal_year = models.PositiveSmallIntegerField("年度", unique=True)
    due_on = models.DateField("記入の期限")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "業務の洗い出しの依頼"
        ordering = ["-fiscal_year"]
        constraints = [
            within("fiscal_year", 1900, 2200, name="workround_year_sane", message="年度を確かめてください。")
        ]

    def __str__(self):
        return f"{FiscalYear(self.fiscal_year).short_label}の業務の洗い出し"
