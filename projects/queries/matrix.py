"""Who is how far: proposals × reviewers of one stage. No number of anybody's scores is in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from ..enums import ProposalState, ScoringState
from ..models import Assignment, PanelMember, Proposal, Score, ScreeningStage


@dataclass(frozen=True)
class MatrixCell:
    """One assignment and how far its reviewer is."""

    assignment: Assignment
    state: ScoringState


@dataclass(frozen=True)
class MatrixRow:
    """A proposal with a cell (or None) for each reviewer; `judges`: how many of them have no conflict."""

    proposal: Proposal
    cells: tuple[MatrixCell | None, ...]

    @property
    def judges(self) -> int:
        return sum(cell is not None and cell.state != ScoringState.CONFLICT for cell in self.cells)


@dataclass(frozen=True)
class Gap:
    """What lacks: a proposal, and of whom; None where it has no reviewer at all."""

    proposal: Proposal
    member: PanelMember | None
    state: ScoringState | None


@dataclass(frozen=True)
class Matrix:
    """The rows in the order of submission, the columns in that of the panel."""

    stage: ScreeningStage
    members: tuple[PanelMember, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Scores that lack, by proposal; what a conflict takes out is none."""
        lacking = []
        for row in self.rows:
            if not row.judges:
                lacking.append(Gap(row.proposal, None, None))
            for member, cell in zip(self.members, row.cells, strict=True):
                if cell and cell.state not in (ScoringState.CONFLICT, ScoringState.DONE):
                    lacking.append(Gap(row.proposal, member, cell.state))
        return tuple(lacking)

    def count_of(self, position: int) -> tuple[int, int]:
        """How many proposals the reviewer in this column has finished, and how many there are to score."""
        states = Counter(row.cells[position].state for row in self.rows if row.cells[position])
        total = states.total() - states[ScoringState.CONFLICT]
        return total - sum(states[state] for state in ScoringState.waiting()), total

    @property
    def columns(self) -> list[tuple[PanelMember, int, int]]:
        """Each reviewer with how many are done of how many."""
        return [(member, *self.count_of(place)) for place, member in enumerate(self.members)]


def matrix_of(stage: ScreeningStage, proposals: Sequence[Proposal] | None = None) -> Matrix:
    """All proposals that came to the stage, or those given. A fixed number of queries; put together in memory."""
    if proposals is None:
        proposals = list(proposals_of(stage))
    rows = Assignment.objects.filter(proposal__in=[each.pk for each in proposals], member__call=stage.call_id)
    held = {(row.proposal_id, row.member_id): row for row in rows.defer("comment")}
    scored, asked = scores_by_assignment(stage, proposals), stage.criteria.current().count()
    used = {member for _, member in held}
    panel = PanelMember.objects.filter(call=stage.call_id).order_by("-is_chair", "pk")
    members = [member for member in panel if member.is_in_force or member.pk in used]

    def cell(proposal: Proposal, member: PanelMember) -> MatrixCell | None:
        assignment = held.get((proposal.pk, member.pk))
        if assignment is None or not assignment.was_there_in(stage, member):
            return None
        state = assignment.scoring_state(stage.number, scored.get(assignment.pk, 0), asked)
        return MatrixCell(assignment, state)

    table = [MatrixRow(each, tuple(cell(each, member) for member in members)) for each in proposals]
    return Matrix(stage, tuple(members), tuple(table))


def proposals_of(stage: ScreeningStage):
    """What is or was judged in this stage, in the order of submission; who gives up later changes nobody's rank."""
    judged = Q(state__in=ProposalState.judged()) | Q(
        state=ProposalState.WITHDRAWN, decision__released_at__isnull=False
    )
    screened = Q(state=ProposalState.SCREENING) | Exists(Assignment.objects.filter(proposal=OuterRef("pk")))
    return (
        Proposal.objects.filter(judged, screened, call=stage.call_id, stage_number__gte=stage.number)
        .select_related("organization")
        .order_by("submitted_at", "pk")
    )


def scores_by_assignment(stage: ScreeningStage, proposals: Sequence[Proposal]) -> dict[int, int]:
    """Assignment id → how many of the stage's present criteria have a score."""
    rows = Score.objects.filter(
        assignment__proposal__in=[each.pk for each in proposals],
        criterion__stage=stage,
        criterion__replaced_by__isnull=True,
        value__isnull=False,
    )
    return dict(rows.order_by().values_list("assignment").annotate(count=Count("pk")))
