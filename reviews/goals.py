"""事業の評価: how far a year's goals were met, counted from the goals themselves (和光市協働指針 第Ⅱ章2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.models import Goal

BEYOND = Decimal("1.2")  # from 120% of the target on: an effect beyond what was expected


@dataclass(frozen=True)
class Outcome:
    """How many goals there are and how they came out."""

    total: int
    met: int
    unmet: int
    open: int
    beyond: int

    @property
    def judged(self) -> int:
        return self.met + self.unmet

    @property
    def words(self) -> str:
        """The 事業の評価 in one sentence."""
        if not self.total:
            return "この年度の目標は、まだ書かれていません。"
        if not self.judged:
            return f"目標{self.total}件の実績は、まだ書かれていません。"
        beyond = f"このうち{self.beyond}件は、想定以上の効果がありました。" if self.beyond else ""
        unclear = f"{self.open}件は、実績がまだ書かれていません。" if self.open else ""
        return f"目標{self.total}件のうち、{self.met}件を達成しました。{beyond}{unclear}"


def is_beyond(goal: Goal) -> bool:
    """想定以上の効果: a countable goal well above its target."""
    if not goal.is_countable or goal.actual is None or not goal.target:
        return False
    return goal.actual >= goal.target * BEYOND


def outcome_of(goals: Iterable[Goal]) -> Outcome:
    goals = list(goals)
    results = [goal.met for goal in goals]
    return Outcome(
        total=len(goals),
        met=results.count(True),
        unmet=results.count(False),
        open=results.count(None),
        beyond=sum(map(is_beyond, goals)),
    )
