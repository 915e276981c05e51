from django.conf import settings
from django.db import models

from kyodo.constraints import in_order, within
from kyodo.fiscal_year import FiscalYear
from kyodo.models import Stamped


class ReviewRound(Stamped):
    """One 年度's ふりかえり: opened by a coordinator, it makes a sheet for each partner and says by when."""

    fiscal_year = models.PositiveSmallIntegerField("年度", unique=True)
    axis_set = models.ForeignKey(
        "reviews.AxisSet", verbose_name="視点の組", on_delete=models.PROTECT, related_name="rounds"
    )
    entry_due_on = models.DateField("記入の期限")
    meeting_due_on = models.DateField("ふりかえりの場の期限")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "ふりかえりの回"
        ordering = ["-fiscal_year"]
        constraints = [
            in_order(
                "entry_due_on",
                "meeting_due_on",
                name="round_dates_in_order",
                message="ふりかえりの場の期限は、記入の期限より後にしてください。",
            ),
            within("fiscal_year", 1900, 2200, name="round_year_sane", message="年度を確かめてください。"),
        ]

    def __str__(self):
        return f"{FiscalYear(self.fiscal_year).short_label}のふりかえり"
