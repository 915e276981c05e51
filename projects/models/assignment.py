from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, one_of

from ..enums import Cause, Outlook


class AssignmentQuerySet(models.QuerySet):
    def of(self, user):
        """Those of a reviewer whose place on the panel holds."""
        return self.filter(
            member__user=user, member__accepted_at__isnull=False, member__ended_at__isnull=True
        )

    def counted(self):
        """Whose scores count: declared free of 利害関係, and still on the panel when the scores were closed."""
        return self.filter(declared_at__isnull=False, has_conflict=False)

    def readable(self):
        """Whose proposal the reviewer may open."""
        return self.filter(declared_at__isnull=False, has_conflict=False)


class Assignment(models.Model):
    """One reviewer judges one proposal. It opens only after 利害関係 was declared; a conflict takes the reviewer out.

    The office may set a conflict too, and it is never hidden: `conflict_set_by` says who. `finished_stage` is the
    last stage in which this reviewer said to be done with this proposal.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey("projects.PanelMember", on_delete=models.CASCADE, related_name="assignments")
    assigned_at = models.DateTimeField("割り当てた日時", auto_now_add=True)
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
