from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, one_of
from organizations.models import Membership

from ..enums import Cause, Outlook, ProposalState, ScoringState


class AssignmentQuerySet(models.QuerySet):
    def of(self, user):
        """Those of a reviewer whose place on the panel holds."""
        return self.filter(
            member__user=user, member__accepted_at__isnull=False, member__ended_at__isnull=True
        )

    def in_stage(self, stage):
        """Those of the proposals that are in this stage, of reviewers who are on the panel."""
        return self.filter(
            proposal__call=stage.call_id,
            proposal__state=ProposalState.SCREENING,
            proposal__stage_number=stage.number,
            member__accepted_at__isnull=False,
            member__ended_at__isnull=True,
        )

    def waiting_in(self, stage):
        """Where the reviewer has not yet said to be done with the proposal in this stage."""
        return self.in_stage(stage).filter(has_conflict=False, finished_stage__lt=stage.number)

    def readable(self):
        """Whose proposal the reviewer may open, with its files: declared free of 利害関係, and no member of the group.

        `Assignment.objects.of(user).readable()` is what every view asks that shows a proposal to reviewers.
        """
        own_groups = Membership.objects.in_force().filter(
            user=OuterRef("member__user"), organization=OuterRef("proposal__organization")
        )
        return self.filter(
            ~Exists(own_groups),
            declared_at__isnull=False,
            has_conflict=False,
            proposal__state__in=ProposalState.judged(),
        )


class Assignment(models.Model):
    """One reviewer judges one proposal. It opens only after 利害関係 was declared; a conflict takes the reviewer out.

    The office may set a conflict too, and it is never hidden: `conflict_set_by` says who. `finished_stage` is the
    last stage in which this reviewer said to be done with this proposal.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey("projects.PanelMember", on_delete=models.CASCADE, related_name="assignments")
    assigned_at = models.DateTimeField("割り当てた日時", default=timezone.now)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField("利害関係を申告した日時", null=True, blank=True)
    has_conflict = models.BooleanField("利害関係がある", default=False)
    conflict_cause = models.CharField("利害関係", max_length=10, choices=Cause, blank=True)
    conflict_note = models.CharField("利害関係の説明", max_length=300, blank=True)
    conflict_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField("全体について", max_length=2000, blank=True)
    outlook = models.CharField("総合", max_length=10, choices=Outlook, blank=True)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    finished_stage = models.PositiveSmallIntegerField("採点を終えた段階", default=0)
    finished_at = models.DateTimeField("採点を終えた日時", null=True, blank=True)
    history = HistoricalRecords()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "審査の割当て"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="assignment_once"),
            one_of("conflict_cause", Cause, name="assignment_cause_known", blank=True),
            one_of("outlook", Outlook, name="assignment_outlook_known", blank=True),
            both_or_neither(
                "declared_at",
                "conflict_set_by",
                name="assignment_declared_by_somebody",
                message="申告した人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | Q(declared_at__isnull=False) & ~Q(conflict_cause=""),
                name="assignment_conflict_has_cause",
                violation_error_message="利害関係の種類を選んでください。",
            ),
        ]
        indexes = [models.Index(fields=["member", "proposal"], name="assignment_of_member")]

    def __str__(self):
        return f"{self.member} × {self.proposal}"

    def was_there_in(self, stage, member) -> bool:
        """Whether it belongs to the stage: made before its end, when the reviewer (`member`) was still on the panel."""
        end = stage.closed_at
        if end is None:
            return member.ended_at is None
        return self.assigned_at <= end and (member.ended_at is None or member.ended_at > end)

    def is_open_in(self, stage) -> bool:
        """Whether scores are taken: the proposal is in screening, and the stage (or None) it has come to not closed."""
        return (
            stage is not None
            and stage.closed_at is None
            and stage.number == self.proposal.stage_number
            and self.proposal.state == ProposalState.SCREENING
        )

    def scoring_state(self, stage_number: int, scored: int, asked: int) -> ScoringState:
        """How far the reviewer is in this stage, with `scored` of its `asked` criteria."""
        if self.declared_at is None:
            return ScoringState.UNDECLARED
        if self.has_conflict:
            return ScoringState.CONFLICT
        if self.finished_stage >= stage_number:
            return ScoringState.DONE if scored >= asked else ScoringState.GAPS
        return ScoringState.PARTLY if scored else ScoringState.TODO
