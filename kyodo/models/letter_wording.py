from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .abstract import Stamped, Versioned


class LetterWording(Versioned, Stamped):
    """通知の文: the office's own words for one kind of letter; without words of its own the standard ones hold.

    `{name}` stands for a value of the letter (`kyodo.outbox.wording`), and for nothing else: this is no template.
    """

    kind = models.CharField("種類", max_length=60, unique=True)
    subject = models.CharField("件名", max_length=100, blank=True)
    body = models.TextField("本文", max_length=5000, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "通知の文"
        constraints = [
            models.CheckConstraint(
                condition=Q(subject="", body="") | (~Q(subject="") & ~Q(body="")),
                name="letterwording_whole",
                violation_error_message="件名と本文の両方を書いてください。",
            )
        ]

    def __str__(self):
        return self.kind

    @property
    def is_own(self) -> bool:
        return bool(self.body)
