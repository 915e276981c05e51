"""What a decision may say of a proposal. Pure but for what hangs on the proposal itself: asks no further rows."""

from dataclasses import dataclass

from kyodo.money import format_yen

from .enums import ProposalState, Verdict
from .models import Proposal

MOST_RANK = 99


@dataclass(frozen=True)
class DecisionEntry:
    """A decision as somebody enters it. Money in yen; `reserve_rank` from 1 on for 補欠 alone."""

    verdict: str
    reason: str
    comment: str = ""
    granted: int | None = None
    reserve_rank: int | None = None

    def trimmed(self) -> "DecisionEntry":
        """Without what does not belong to its verdict: a rank of one adopted, money of one rejected."""
        return DecisionEntry(
            self.verdict,
            self.reason,
            self.comment,
            None if self.verdict == Verdict.REJECTED else self.granted,
            self.reserve_rank if self.verdict == Verdict.RESERVE else None,
        )


def limit_of(proposal: Proposal) -> int | None:
    """The most that may be granted: what was asked for, and no more than the 部門 allows; None where neither is set."""
    limit = proposal.category.limit_of(proposal.year_number) if proposal.category else None
    known = [amount for amount in (proposal.requested, limit) if amount is not None]
    return min(known) if known else None


def faults_of(proposal: Proposal, entry: DecisionEntry) -> dict[str, str]:
    """What is wrong with the entry, field by field, in words for the person; empty where it may be kept."""
    faults = {}
    if entry.verdict not in Verdict.values:
        faults["verdict"] = "採択・補欠・不採択から選んでください。"
    elif proposal.state != ProposalState.SCREENING and entry.verdict != Verdict.REJECTED:
        faults["verdict"] = "審査に進んでいない提案には、不採択だけを選べます。"
    if not entry.reason.strip():
        faults["reason"] = "理由を書いてください。"
    if entry.verdict == Verdict.RESERVE and not 1 <= (entry.reserve_rank or 0) <= MOST_RANK:
        faults["reserve_rank"] = f"補欠の順位を、1から{MOST_RANK}までの数で入れてください。"
    if entry.verdict != Verdict.REJECTED and (fault := _fault_of_money(proposal, entry)):
        faults["granted"] = fault
    return faults


def _fault_of_money(proposal: Proposal, entry: DecisionEntry) -> str:
    if entry.granted is None:
        return "市の負担額を入れてください。" if entry.verdict == Verdict.ADOPTED else ""
    limit = limit_of(proposal)
    if limit is not None and entry.granted > limit:
        return f"求められた額と部門の上限から、{format_yen(limit)}までです。"
    return ""
