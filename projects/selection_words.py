"""How a call decides, told in plain words for those who propose. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .enums import TieRule
from .models.criterion import HIGHEST


@dataclass(frozen=True)
class StageRules:
    """One stage of the screening: its criteria as data, and what the marks add up to at most."""

    number: int
    name: str
    criteria: list[dict]

    @property
    def full_marks(self) -> int:
        return HIGHEST * sum(rule["weight"] for rule in self.criteria)


def selection_rules(
    stages: Sequence[StageRules],
    *,
    cutoff_percent: int | None,
    lowest_majority_rejects: bool,
    tie_rule: str,
    needs_vote: bool,
) -> Iterator[str]:
    """One sentence or two for each rule, in the order in which they apply."""
    yield "審査委員は、観点ごとに1点から5点を付けます。点に重みを掛けて足し、委員の平均で比べます。"
    yield "利害関係のある委員は、その提案を審査しません。付いていない点を、0点とは数えません。"
    if len(stages) > 1:
        yield f"{'と'.join(stage.name for stage in stages)}の点を足して決めます。"
    full = sum(stage.full_marks for stage in stages)
    if cutoff_percent:
        marks = f"{full}点のうち{_marks(full, cutoff_percent)}点"
        yield f"平均が満点の{cutoff_percent}％（{marks}）に届かない提案は、採択しません。"
    if lowest_majority_rejects:
        yield "過半数の委員が1点を付けた観点が一つでもある提案は、合計が高くても採択しません。"
    yield _tie(tie_rule, [rule for stage in stages for rule in stage.criteria])
    if needs_vote:
        yield "採択された事業は、翌年度の予算が議会で認められると、実施が決まります。"


def _marks(full: int, percent: int) -> str:
    return f"{full * percent / 100:.1f}".removesuffix(".0")


def _tie(tie_rule: str, criteria: Sequence[dict]) -> str:
    if tie_rule == TieRule.OFFICE:
        return "合計の平均が同じときは、審査委員会で話し合って決めます。"
    if tie_rule == TieRule.FEWEST_LOWEST:
        return "合計の平均が同じときは、1点を付けた委員が少ないほうを上にします。"
    most = max((rule["weight"] for rule in criteria), default=0)
    names = "".join(f"「{rule['label']}」" for rule in criteria if rule["weight"] == most)
    return f"合計の平均が同じときは、いちばん重い観点{names}の平均が高いほうを上にします。"
