from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither, one_of
from kyodo.models import Stamped, Versioned

from ..enums import OpinionAnswer, ProposalState


class DivisionOpinionQuerySet(models.QuerySet):
    def of_divisions(self, user):
        """What was asked of the person's own 課; never about the proposal of a group to which the person belongs."""
        return self.filter(division__in=user.standing.division_ids).exclude(
            proposal__organization__in=list(user.standing.memberships)
        )

    def in_order_of_work(self):
        """The unanswered by their due date, then the others, the newest first."""
        is_open = Case(When(answered_at__isnull=True, then=0), default=1)
        return self.order_by(is_open, Case(When(answered_at__isnull=True, then="due_on")), "-pk")

    def waiting(self):
        """Not answered, and still wanted."""
        return self.filter(answered_at__isnull=True, proposal__state__in=ProposalState.under_consideration())


class DivisionOpinion(Versioned, Stamped):
    """課の意見: what a 課 concerned thinks of a proposal, asked by the office with a due date.

    Anybody of the 課 writes it, until the proposal is decided (`projects.actions.opinions`). Reviewers read it beside
    the proposal.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="opinions")
    division = models.ForeignKey(
        "organizations.Division", verbose_name="課", on_delete=models.PROTECT, related_name="+"
    )
    request = models.TextField("聞きたいこと", max_length=1000, blank=True)
    due_on = models.DateField("期限")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField("協働について", max_length=12, choices=OpinionAnswer, blank=True)
    text = models.TextField("意見", max_length=2000, blank=True)
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    objects = DivisionOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "課の意見"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "division"],
                name="divisionopinion_once",
                violation_error_message="この課には、もう意見を求めています。",
            ),
            one_of("answer", OpinionAnswer, name="divisionopinion_answer_known", blank=True),
            both_or_neither(
                "answered_at",
                "answered_by",
                name="divisionopinion_answered_by_somebody",
                message="答えた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="divisionopinion_answer_given",
                violation_error_message="協働について選んでください。",
            ),
        ]
        indexes = [
            models.Index(fields=["division", "answered_at", "due_on"], name="divisionopinion_waiting"),
            models.Index(
                fields=["due_on"], condition=Q(answered_at__isnull=True), name="divisionopinion_due"
            ),
        ]

    def __str__(self):
        return f"{self.division}: {self.get_answer_display() or '未回答'}"

    @property
    def is_wanted(self) -> bool:
        """The proposal is not decided yet, so that the 課 may answer and change its answer."""
        return self.proposal.state in ProposalState.under_consideration()
