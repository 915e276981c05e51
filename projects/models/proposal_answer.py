from django.conf import settings
from django.db import models
from django.db.models import Q


class ProposalAnswer(models.Model):
    """What stands in one field of a proposal, or in one cell of one of its tables, as typed.

    `key` is what `projects.content` calls it. `version` rises with every save: whoever saves says which version they
    started from. An emptied field stays as an empty row, so that its version goes on.
    `projects.actions.answers` alone writes it.
    """

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=80)
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "提案の記入"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "key"], name="proposalanswer_once_a_field"),
            models.CheckConstraint(
                condition=~Q(key=""),
                name="proposalanswer_has_key",
                violation_error_message="項目の名前が必要です。",
            ),
        ]

    def __str__(self):
        return self.key
