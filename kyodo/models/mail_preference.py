from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .abstract import Stamped


class MailPreference(Stamped):
    """通知の受け取り方: what one person wants by mail, and whether once a day; their own to change.

    Kinds that are legally due heed none of it. Who has no row gets every letter at once.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="利用者",
        on_delete=models.CASCADE,
        related_name="mail_preference",
    )
    wants_digest = models.BooleanField("1日分をまとめて受け取る", default=False)
    opted_out = models.JSONField("受け取らない通知", default=list, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "通知の受け取り方"
