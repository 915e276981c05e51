from django.conf import settings
from django.db import models


class ProposalRevision(models.Model):
    """One submission of a proposal, exactly as it was handed in: kept for ever, never changed.

    `content` is the whole snapshot in plain data (sections with their labels, tables, budget with its sums, group,
    attachments with their sha256), so that a later change of the call, the group or the program changes nothing
    here. `submission_key` comes from the page with the button: a second click or a retry finds the same revision.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("版")
    receipt_number = models.CharField("受付番号", max_length=30, unique=True)
    submission_key = models.UUIDField(unique=True)
    content = models.JSONField()
    digest = models.CharField("内容のsha256", max_length=64)
    submitted_at = models.DateTimeField("提出した日時")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pdf = models.FileField(upload_to="proposals/%Y/%m", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "提案の版"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposalrevision_number_once")
        ]

    def __str__(self):
        return f"{self.receipt_number}（第{self.number}版）"
