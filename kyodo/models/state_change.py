from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q


class StateChange(models.Model):
    """One step of one thing's life: from which state to which, who, when and why. Written by `kyodo.workflow.move`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    action = models.CharField("操作", max_length=40)
    from_state = models.CharField("前の状態", max_length=20)
    to_state = models.CharField("後の状態", max_length=20)
    reason = models.TextField("理由", blank=True)
    reason_required = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="だれが",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("いつ")

    class Meta:
        verbose_name = verbose_name_plural = "状態の記録"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"], name="statechange_of_thing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason_required=False) | ~Q(reason=""),
                name="statechange_reason_given",
                violation_error_message="理由を書いてください。",
            )
        ]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
