from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import within


class Category(models.Model):
    """部門 of one call (西東京市: 新規チャレンジ部門, 継続ステップアップ部門): how long, at what share, up to how much.

    `rates` and `limits` hold one number for each year a project may run: the city's share of the eligible expenses in
    percent, and the most it pays in whole yen. Coordinators write it with the call.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="categories")
    key = models.SlugField("記号", max_length=30)
    name = models.CharField("部門", max_length=60)
    note = models.CharField("説明", max_length=300, blank=True)
    max_years = models.PositiveSmallIntegerField("続けられる年数", default=1)
    rates = models.JSONField("年ごとの負担率（％）", default=list)
    limits = models.JSONField("年ごとの上限（円）", default=list)
    is_continuation = models.BooleanField("実施中の事業を続ける部門", default=False)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "部門"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="category_once_a_call"),
            within("max_years", 1, 3, name="category_years", message="1年から3年までにしてください。"),
        ]

    def __str__(self):
        return self.name

    def rate_of(self, year_number: int) -> int:
        """The city's share in percent in the project's year 1, 2 or 3; 100 where the call sets none."""
        return self.rates[year_number - 1] if year_number <= len(self.rates) else 100

    def limit_of(self, year_number: int) -> int | None:
        """The most the city pays in that year, in yen; None where the call sets no limit."""
        return self.limits[year_number - 1] if year_number <= len(self.limits) else None
