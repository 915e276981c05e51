from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import in_order
from kyodo.models import Dated, Stamped
from kyodo.models.abstract import DatedQuerySet
from kyodo.text import search_key


class DivisionQuerySet(DatedQuerySet):
    def in_fiscal_year(self, year):
        """Those that existed on at least one day of the 年度 (`year`: a `FiscalYear`)."""
        return self.filter(starts_on__lte=year.ends_on).exclude(ends_on__lt=year.starts_on)

    def named(self, name: str):
        return self.filter(search_key=search_key(name))


class Division(Dated, Stamped):
    """A 課 of city hall, from one day to another.

    課 are renamed, merged and split: the old row ends, the new one begins, and `successor` ties them, so that a past
    year's table shows the name of that year. Of a 課 that is split, the one that takes over its records is the
    `successor`; the others point back to it with `split_from`. Administrators and coordinators change it.
    """

    code = models.CharField("課コード", max_length=20, unique=True)
    department = models.CharField("部", max_length=50, blank=True)
    name = models.CharField("課", max_length=50)
    search_key = models.CharField(max_length=60, editable=False, db_index=True)
    position = models.PositiveIntegerField("並び順", default=0)
    successor = models.ForeignKey(
        "self",
        verbose_name="引き継いだ課",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )
    split_from = models.ForeignKey(
        "self",
        verbose_name="分かれる前の課",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="branches",
    )
    phone = models.CharField("電話", max_length=20, blank=True)
    email = models.EmailField("メール", blank=True)
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "課"
        ordering = ["position", "code"]
        constraints = [
            in_order("starts_on", "ends_on", name="division_dates_in_order"),
            models.UniqueConstraint(
                fields=["department", "name", "starts_on"],
                name="division_once_a_day",
                violation_error_message="同じ日に始まる同じ名前の課があります。",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                name="division_not_its_own_successor",
                violation_error_message="課は、自分自身に引き継げません。",
            ),
        ]

    def __str__(self):
        return self.name
