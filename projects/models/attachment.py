from django.conf import settings
from django.db import models
from django.db.models import Q

from kyodo.constraints import both_or_neither

from .proposal import Proposal

OTHER_PAPER = "other"


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at__isnull=True)

    def readable_by(self, user):
        """Whoever reads the proposal reads its files, removed ones too, as a submission was made with them.

        A reviewer reads what was last handed in.
        """
        proposals = Proposal.objects
        return self.filter(
            Q(proposal__in=proposals.readable_by(user))
            | Q(proposal__in=proposals.judged_by(user), removed_at__isnull=True)
        )


class Attachment(models.Model):
    """添付: a file of a proposal, checked by content before it was kept. A removed one stays for the revisions with it.

    `paper` is the key of the paper the call asks for (`projects.rulebook`), or "other". `projects.actions.attachments`
    alone writes it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="attachments")
    paper = models.SlugField("書類", max_length=40, default=OTHER_PAPER)
    file = models.FileField(upload_to="attachments/%Y/%m")
    name = models.CharField("ファイル名", max_length=200)
    content_type = models.CharField("種類", max_length=100)
    size = models.PositiveBigIntegerField("大きさ（バイト）")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField("付けた日時", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField("外した日時", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "添付"
        ordering = ["pk"]
        constraints = [
            both_or_neither(
                "removed_at",
                "removed_by",
                name="attachment_removed_by_somebody",
                message="外した人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="attachment_has_name",
                violation_error_message="ファイル名が必要です。",
            ),
        ]
        indexes = [models.Index(fields=["proposal", "paper"], name="attachment_of_proposal")]

    def __str__(self):
        return self.name

    @property
    def opens_in_browser(self) -> bool:
        return self.content_type == "application/pdf" or self.content_type.startswith("image/")
