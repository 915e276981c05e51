from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither
from kyodo.models import Stamped, Versioned


class CallQuestion(Versioned, Stamped):
    """募集への質問: a signed-in group asks, the office answers, everybody reads both – without the asker's name.

    `public_text` is the question as published: the office may shorten it or take out what tells who asked.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="questions")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField("質問", max_length=1000)
    public_text = models.TextField("公開する質問", max_length=1000, blank=True)
    answer = models.TextField("回答", max_length=2000, blank=True)
    answered_at = models.DateTimeField("回答した日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "募集への質問"
        ordering = ["-answered_at", "-pk"]
        constraints = [
            both_or_neither(
                "answered_at",
                "answered_by",
                name="callquestion_answered_by_somebody",
                message="回答した人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer="") & ~Q(public_text=""),
                name="callquestion_answer_given",
                violation_error_message="公開する質問と回答を書いてください。",
            ),
        ]
        indexes = [models.Index(fields=["call", "-answered_at"], name="callquestion_of_call")]

    def __str__(self):
        return (self.public_text or self.text)[:40]
