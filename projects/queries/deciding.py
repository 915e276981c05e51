"""Reads of the decision: all decisions of a call, what still keeps them back, how the money stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ..enums import CallState, ProposalSource, ProposalState, Verdict
from ..letters.results import missing_drafts, unread_drafts
from ..models import Assignment, Call, Decision, Proposal
from ..ranking import Line, Ranking
from ..verdicts import limit_of
from .ranking import ranking_of

NOT_IN_TABLE = (ProposalState.DRAFT, ProposalState.WITHDRAWN)
DECIDABLE = (ProposalState.CHECKING, ProposalState.RETURNED, ProposalState.SCREENING)


@dataclass(frozen=True)
class Sums:
    """Counts of one call, and what the adopted would cost. Money in yen; `left` is None without a budget."""

    proposals: int
    undecided: int
    unread: int
    by_verdict: dict[str, int]
    granted: int
    budget: int | None

    @property
    def left(self) -> int | None:
        return None if self.budget is None else self.budget - self.granted

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class Hindrance:
    """What keeps the results back, in words.

    `where` it is mended: "decisions", "reading", "scoring", "letters" or nowhere.
    """

    message: str
    where: str = ""


def decisions_of(call: Call) -> list[Decision]:
    """All decisions that would be released now, each with its proposal, group and receipt number: two queries."""
    return _with_proposals(Proposal.objects.to_decide().filter(call=call))


def printable_decisions(call: Call, user) -> list[Decision]:
    """Those of the letters that this person may print: before the release none of a group of their own."""
    if call.is_released:
        return _with_proposals(Proposal.objects.filter(call=call, decision__released_at__isnull=False))
    own = list(user.standing.memberships)
    return _with_proposals(Proposal.objects.to_decide().filter(call=call).exclude(organization__in=own))


def _with_proposals(rows) -> list[Decision]:
    decided = rows.filter(decision__isnull=False).with_receipt().select_related("organization", "category")
    proposals = {proposal.pk: proposal for proposal in decided}
    found = Decision.objects.filter(proposal__in=proposals).select_related("entered_by", "read_by")
    decisions = list(found.order_by("proposal_id"))
    for decision in decisions:
        decision.proposal = proposals[decision.proposal_id]
    return decisions


def sums_of(call: Call) -> Sums:
    """How far the deciding is, and after the release what came of it until today; one query."""
    if call.is_released:
        rows = Proposal.objects.filter(call=call, decision__released_at__isnull=False)
    else:
        rows = Proposal.objects.to_decide().filter(call=call)
    every = rows.values_list("state", "decision__verdict", "decision__granted", "decision__read_at")
    found = [(_verdict_today(state, verdict), *rest) for state, verdict, *rest in every]
    decided = [each for each in found if each[0] is not None]
    return Sums(
        proposals=len(found),
        undecided=len(found) - len(decided),
        unread=sum(read_at is None for _, _, read_at in decided),
        by_verdict=Counter(verdict for verdict, _, _ in decided),
        granted=sum(granted or 0 for verdict, granted, _ in decided if verdict == Verdict.ADOPTED),
        budget=call.budget,
    )


def _verdict_today(state: str, verdict: str | None) -> str | None:
    """As it was entered; after the release as the proposal stands now: who moved up is adopted, who gave up is not."""
    if state in ProposalState.chosen():
        return Verdict.ADOPTED
    return state if state in (ProposalState.REJECTED, ProposalState.WITHDRAWN) else verdict


def hindrances_of(call: Call) -> list[Hindrance]:
    """Everything that keeps the results of this call back; empty when they may be released."""
    if call.state != CallState.SCREENING:
        return [Hindrance(f"募集が「審査中」ではありません（{call.get_state_display()}）。")]
    proposals = list(Proposal.objects.to_decide().filter(call=call).values_list("state", "decision__verdict"))
    decisions = decisions_of(call)
    found = [*_of_proposals(proposals), *_of_decisions(decisions), *_of_what_still_comes(call)]
    if not proposals:
        found.append(Hindrance("決定する提案がありません。"))
    if not found:
        found += _of_letters(call, decisions)
    return found


def _of_proposals(proposals: Iterable[tuple[str, str | None]]) -> Iterable[Hindrance]:
    states = Counter(state for state, _ in proposals)
    if unchecked := states[ProposalState.SUBMITTED]:
        yield Hindrance(f"要件の確認を始めていない提案が{unchecked}件あります。")
    if open_ones := sum(verdict is None for state, verdict in proposals if state != ProposalState.SUBMITTED):
        yield Hindrance(f"決定を入れていない提案が{open_ones}件あります。", "decisions")
    wrong = [
        state
        for state, verdict in proposals
        if state != ProposalState.SCREENING and verdict not in (None, Verdict.REJECTED)
    ]
    if wrong:
        yield Hindrance(f"審査に進んでいないのに、不採択ではない提案が{len(wrong)}件あります。", "decisions")


def _of_what_still_comes(call: Call) -> Iterable[Hindrance]:
    """Scores, and a draft whose group was promised more time."""
    for stage in call.stages.filter(closed_at__isnull=True).order_by("number"):
        if Assignment.objects.in_stage(stage).filter(has_conflict=False).exists():
            yield Hindrance(f"「{stage.name}」の採点を締め切っていません。", "scoring")
    promised = call.proposals.filter(state=ProposalState.DRAFT, open_until__gt=timezone.now()).count()
    if promised:
        yield Hindrance(f"期限を延ばして、まだ待っている提案が{promised}件あります。")


def _of_decisions(decisions: list[Decision]) -> Iterable[Hindrance]:
    if unread := sum(decision.read_at is None for decision in decisions):
        yield Hindrance(f"別の人が確かめていない決定が{unread}件あります。", "reading")
    ranks = Counter(decision.reserve_rank for decision in decisions if decision.reserve_rank)
    for rank in sorted(rank for rank, count in ranks.items() if count > 1):
        yield Hindrance(f"補欠の第{rank}位が{ranks[rank]}件あります。", "decisions")


def _of_letters(call: Call, decisions: list[Decision]) -> Iterable[Hindrance]:
    if missing := missing_drafts(call, decisions):
        yield Hindrance(f"通知の下書きのない決定が{missing}件あります。", "letters")
    elif unread := unread_drafts(call):
        yield Hindrance(f"まだ読んでいない通知の下書きが{unread}通あります。", "letters")


@dataclass
class DecisionRow:
    """One proposal in the table of all. A person of its own group sees no decision of it before the results are out."""

    proposal: Proposal
    decision: Decision | None
    is_own: bool
    limit: int | None
    may_decide: bool = False
    may_read: bool = False
    line: Line | None = None  # where the screening put it
    # What the page adds: the row's form with its draft, and what another editor left in the same fields.
    form: Any = None
    base_version: int = 0
    draft_key: str = ""
    draft: Any = None
    differences: list | None = None
    who: Any = None
    when: Any = None

    @property
    def version(self) -> int:
        return self.decision.version if self.decision else 0

    @property
    def tone(self) -> str:
        """The look of the verdict's badge."""
        return ProposalState(self.decision.verdict).badge if self.decision else ""


SHOWN = {
    "all": "すべて",
    "open": "決定がまだ",
    "unread": "確かめていない",
    Verdict.ADOPTED.value: "採択",
    Verdict.RESERVE.value: "補欠",
    Verdict.REJECTED.value: "不採択",
}


def rows_of(call: Call, user) -> list[DecisionRow]:
    """Every proposal that is decided or to be decided, as far as the scoring is closed the best first.

    A fixed number of queries, however many there are.
    """
    own_groups = user.standing.memberships
    proposals = (
        Proposal.objects.filter(call=call, source=ProposalSource.ONLINE)
        .exclude(state__in=NOT_IN_TABLE)
        .with_receipt()
        .select_related("organization", "category", "decision__entered_by", "decision__read_by")
        .order_by("category__position", "pk")
    )
    ranking = ranking_of(call)
    rows = [_row(proposal, proposal.organization_id in own_groups, user, ranking) for proposal in proposals]
    return sorted(rows, key=lambda row: row.line.rank if row.line and row.line.rank else len(rows) + 1)


def _row(proposal: Proposal, is_own: bool, user, ranking: Ranking) -> DecisionRow:
    decision = getattr(proposal, "decision", None)
    if is_own:
        return DecisionRow(proposal, None, True, None)
    return DecisionRow(
        proposal,
        decision,
        False,
        limit_of(proposal),
        line=ranking.line_of(proposal.pk),
        may_decide=proposal.state in DECIDABLE,
        may_read=decision is not None and decision.read_at is None and decision.entered_by_id != user.pk,
    )


def narrowed(rows: list[DecisionRow], shown: str) -> list[DecisionRow]:
    """The rows of one key of `SHOWN`."""
    if shown == "open":
        return [row for row in rows if row.decision is None]
    if shown == "unread":
        return [row for row in rows if row.decision is not None and row.decision.read_at is None]
    if shown in Verdict.values:
        return [row for row in rows if row.decision is not None and row.decision.verdict == shown]
    return rows
