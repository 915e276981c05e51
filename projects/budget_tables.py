"""A year's budget as its page shows it: income and expense, with their sums and what is wrong between them. Pure."""

from collections.abc import Iterable

from .enums import BudgetSide
from .models import BudgetLine


class BudgetTables:
    """Lines by side, in their order; sums in yen."""

    def __init__(self, lines: Iterable[BudgetLine]):
        lines = sorted(lines, key=lambda line: line.position)
        self.income = [line for line in lines if line.side == BudgetSide.INCOME]
        self.expense = [line for line in lines if line.side == BudgetSide.EXPENSE]

    @property
    def sides(self) -> list[tuple[str, list[BudgetLine], int]]:
        """(label, lines, sum) of both."""
        return [
            (BudgetSide.INCOME.label, self.income, self.income_total),
            (BudgetSide.EXPENSE.label, self.expense, self.expense_total),
        ]

    @property
    def income_total(self) -> int:
        return sum(line.amount for line in self.income)

    @property
    def expense_total(self) -> int:
        return sum(line.amount for line in self.expense)

    @property
    def gap(self) -> int:
        """Income less expense; 0 where nothing is known of one of them."""
        return self.income_total - self.expense_total if self.income and self.expense else 0

    @property
    def gap_size(self) -> int:
        return abs(self.gap)

    def __bool__(self) -> bool:
        return bool(self.income or self.expense)
