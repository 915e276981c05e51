from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import not_negative, one_of
from kyodo.money import format_yen

from ..enums import BudgetSide, IncomeSource


class BudgetLine(models.Model):
    """収支予算: one line of a project year's budget, in whole yen; `amount` is unit price × quantity, rounded down."""

    project_year = models.ForeignKey(
        "projects.ProjectYear", on_delete=models.CASCADE, related_name="budget_lines"
    )
    side = models.CharField("収支", max_length=10, choices=BudgetSide)
    source = models.CharField("財源", max_length=10, choices=IncomeSource, blank=True)
    item = models.CharField("費目", max_length=60)
    note = models.CharField("内訳", max_length=200, blank=True)
    unit_price = models.PositiveBigIntegerField("単価（円）")
    quantity = models.DecimalField("数", max_digits=10, decimal_places=2, default=1)
    unit = models.CharField("単位", max_length=20, blank=True)
    amount = models.PositiveBigIntegerField("金額（円）")
    is_eligible = models.BooleanField("対象経費", default=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "収支予算"
        ordering = ["side", "position", "pk"]
        constraints = [
            one_of("side", BudgetSide, name="budgetline_side_known"),
            one_of("source", IncomeSource, name="budgetline_source_known", blank=True),
            not_negative("unit_price", "quantity", "amount", name="budgetline_not_negative"),
        ]

    def __str__(self):
        return self.item

    @property
    def reckoning(self) -> str:
        """「10,000円×3回」."""
        quantity = f"{self.quantity:,f}"
        if "." in quantity:
            quantity = quantity.rstrip("0").rstrip(".")
        return f"{format_yen(self.unit_price)}×{quantity}{self.unit}"
