from django.conf import settings
from django.db import models
from django.db.models import Q

from kyodo.constraints import both_or_neither, one_of

from ..enums import RemarkKind


class ProposalRemarkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at__isnull=True)

    def answered(self):
        """Those whose answer the office has not read yet."""
        return self.open().filter(answered_at__isnull=False)

    def unanswered(self):
        """Questions that the group still has to answer."""
        return self.open().filter(kind=RemarkKind.QUESTION, answered_at__isnull=True)


class ProposalRemark(models.Model):
    """What the office says at one field of a proposal: to be mended (差戻し) or answered (照会), with a due moment.

    `field` is a field's key, or empty for the proposal as a whole. A 差戻し is settled by handing in again, a 照会 by
    the office when it has read the answer or needs none any more. `projects.actions.remarks` and `checking` write it.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="remarks")
    revision = models.ForeignKey(
        "projects.ProposalRevision", null=True, on_delete=models.PROTECT, related_name="remarks"
    )
    kind = models.CharField("種類", max_length=10, choices=RemarkKind)
    field = models.CharField("項目", max_length=80, blank=True)
    text = models.TextField("事務局から", max_length=1000)
    due_at = models.DateTimeField("期限", null=True, blank=True)
    made_at = models.DateTimeField("書いた日時", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField("団体から", max_length=2000, blank=True)
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField("済んだ日時", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProposalRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提案への指摘"
        ordering = ["pk"]
        constraints = [
            one_of("kind", RemarkKind, name="proposalremark_kind_known"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="proposalremark_says_why",
                violation_error_message="内容を書いてください。",
            ),
            both_or_neither(
                "answered_at",
                "answered_by",
                name="proposalremark_answered_by_somebody",
                message="答えた人と日時は、そろえて記録します。",
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "settled_at"], name="proposalremark_open"),
            models.Index(
                fields=["due_at"], condition=Q(settled_at__isnull=True), name="proposalremark_waiting"
            ),
        ]

    def __str__(self):
        return self.text[:40]

    @property
    def is_question(self) -> bool:
        return self.kind == RemarkKind.QUESTION
