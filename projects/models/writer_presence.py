from django.conf import settings
from django.db import models


class WriterPresence(models.Model):
    """Who is writing in which section of a proposal right now: a courtesy to other members, nothing depends on it."""

    proposal = models.ForeignKey("projects.Proposal", on_delete=models.CASCADE, related_name="writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=40)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "書いている人"
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="writerpresence_once")]

    def __str__(self):
        return self.section
