"""What one reviewer reads: the assignments, how far each is, and one score sheet with its proposal."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ..enums import ProposalState, ScoringState
from ..models import Assignment, Call, Criterion, DivisionOpinion, ProposalRevision, Score, ScreeningStage

NOT_ON_A_LINE = ("comment", "conflict_note", "proposal__search_key", "proposal__conditions_note")


def panel_calls(user) -> QuerySet[Call]:
    """The calls on whose panel this person is."""
    return Call.objects.filter(panel__in=user.panels.in_force())


def own_assignments(user):
    """Everything that was ever assigned to this reviewer and came to be judged, as their list shows it."""
    return (
        Assignment.objects.of(user)
        .filter(proposal__state__in=ProposalState.judged())
        .select_related("proposal__call", "proposal__organization")
        .defer(*NOT_ON_A_LINE)
    )


def own_assignment(user, assignment_id: int):
    """One of them, opened or not: for the declaration, which shows the title and the group alone."""
    return own_assignments(user).filter(pk=assignment_id)


def readable_assignment(user, assignment_id: int):
    """One whose proposal this reviewer may read; in conflict or undeclared it is not found."""
    return (
        Assignment.objects.of(user)
        .readable()
        .filter(pk=assignment_id)
        .select_related("member", "proposal__call", "proposal__organization")
    )


def still_to_do(rows: QuerySet) -> QuerySet:
    """Those of the assignments where the reviewer has something to do: not finished, and the stage not closed."""
    open_stages = ScreeningStage.objects.filter(
        call=OuterRef("proposal__call"), number=OuterRef("proposal__stage_number"), closed_at__isnull=True
    )
    return rows.filter(
        Exists(open_stages),
        proposal__state=ProposalState.SCREENING,
        has_conflict=False,
        finished_stage__lt=F("proposal__stage_number"),
    )


def scored_by(assignments: Iterable[Assignment]) -> dict[int, int]:
    """Assignment id → how many criteria of its proposal's present stage have a score; those with none are left out."""
    rows = Score.objects.filter(
        assignment__in=[each.pk for each in assignments],
        value__isnull=False,
        criterion__replaced_by__isnull=True,
        criterion__stage__number=F("assignment__proposal__stage_number"),
    )
    return dict(rows.order_by().values_list("assignment").annotate(count=Count("pk")))


@dataclass(frozen=True)
class Progress:
    """One call for one reviewer: how many proposals are finished, of how many to be scored in its stage in hand."""

    call: Call
    stage: ScreeningStage | None
    done: int
    total: int

    @property
    def is_open(self) -> bool:
        return self.stage is not None


def progress_of(user, calls: Iterable[Call]) -> list[Progress]:
    """A fixed number of queries, however many calls."""
    calls = list(calls)
    stages: dict[int, ScreeningStage] = {}
    for stage in ScreeningStage.objects.filter(call__in=calls, closed_at__isnull=True).order_by("-number"):
        stages[stage.call_id] = stage  # the lowest number comes last
    counted = Q(has_conflict=False, proposal__state=ProposalState.SCREENING)
    rows = (
        Assignment.objects.of(user)
        .filter(proposal__call__in=calls)
        .order_by()
        .values_list("proposal__call", "proposal__stage_number")
        .annotate(
            total=Count("pk", filter=counted),
            done=Count("pk", filter=counted & Q(finished_stage__gte=F("proposal__stage_number"))),
        )
    )
    counts = {(call, number): (done, total) for call, number, total, done in rows}
    return [
        Progress(call, stage, *counts.get((call.pk, stage.number if stage else 1), (0, 0)))
        for call in calls
        for stage in [stages.get(call.pk)]
    ]


def criteria_asked(calls: Iterable[Call]) -> dict[tuple[int, int], tuple[ScreeningStage, int]]:
    """(call id, stage number) → the stage, and how many criteria it asks for."""
    asked = Count("criteria", filter=Q(criteria__replaced_by__isnull=True))
    stages = ScreeningStage.objects.filter(call__in=list(calls)).annotate(asked=asked)
    return {(stage.call_id, stage.number): (stage, stage.asked) for stage in stages}


def next_to_do(user, after: Assignment) -> Assignment | None:
    """The next proposal of the same call that waits for this reviewer, from there on and then from the first."""
    rows = still_to_do(own_assignments(user)).filter(proposal__call=after.proposal.call_id)
    rows = rows.exclude(pk=after.pk).order_by("proposal_id")
    return rows.filter(proposal_id__gt=after.proposal_id).first() or rows.first()


@dataclass(frozen=True)
class ScoreSheet:
    """One reviewer's sheet of one proposal in the stage that it has come to, with what there is to read beside it."""

    assignment: Assignment
    stage: ScreeningStage | None
    criteria: tuple[Criterion, ...]
    scores: dict[int, Score]
    earlier: tuple[Score, ...]

    @property
    def is_finished(self) -> bool:
        return self.stage is not None and self.assignment.finished_stage >= self.stage.number

    @property
    def is_open(self) -> bool:
        return self.assignment.is_open_in(self.stage)

    @property
    def takes_scores(self) -> bool:
        return self.is_open and not self.is_finished

    @property
    def missing(self) -> list[Criterion]:
        """Criteria without a score."""
        return [each for each in self.criteria if not self.value_of(each)]

    def value_of(self, criterion: Criterion) -> int | None:
        score = self.scores.get(criterion.pk)
        return score.value if score else None

    @property
    def state(self) -> ScoringState:
        scored = len(self.criteria) - len(self.missing)
        number = self.stage.number if self.stage else self.assignment.proposal.stage_number
        return self.assignment.scoring_state(number, scored, len(self.criteria))

    @property
    def given(self) -> list[tuple[Criterion, Score | None]]:
        """Each criterion with what was given, for reading."""
        return [(each, self.scores.get(each.pk)) for each in self.criteria]


def score_sheet(assignment: Assignment) -> ScoreSheet:
    """Three queries, whatever is on it."""
    proposal = assignment.proposal
    stage = ScreeningStage.objects.filter(call=proposal.call_id, number=proposal.stage_number).first()
    criteria = tuple(stage.criteria.current()) if stage else ()
    present = {each.pk for each in criteria}
    rows = list(
        assignment.scores.select_related("criterion__stage").order_by(
            "criterion__stage__number", "criterion__position", "criterion"
        )
    )
    return ScoreSheet(
        assignment,
        stage,
        criteria,
        {row.criterion_id: row for row in rows if row.criterion_id in present},
        tuple(row for row in rows if row.criterion_id not in present and (row.value or row.comment)),
    )


def newest_revision(assignment: Assignment) -> ProposalRevision | None:
    """What was handed in last: what the reviewer reads, whatever is written after that."""
    return ProposalRevision.objects.filter(proposal=assignment.proposal_id).order_by("-number").first()


def opinions_on(assignment: Assignment) -> QuerySet[DivisionOpinion]:
    """What the 課 concerned have answered."""
    answered = DivisionOpinion.objects.filter(proposal=assignment.proposal_id, answered_at__isnull=False)
    return answered.select_related("division").order_by("pk")
