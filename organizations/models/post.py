from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import in_order, one_of
from kyodo.models import Dated, Stamped

from ..enums import PostRole


class Post(Dated, Stamped):
    """A person's 所属: who works in which 課, as what, from when to when. Every right of city staff follows from it.

    On 4月1日 one row ends and another begins; nothing else has to change. Administrators and coordinators write it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.CASCADE, related_name="posts"
    )
    division = models.ForeignKey(
        "organizations.Division", verbose_name="課", on_delete=models.PROTECT, related_name="posts"
    )
    role = models.CharField("役割", max_length=15, choices=PostRole, default=PostRole.STAFF)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "所属"
        ordering = ["division__position", "-starts_on"]
        constraints = [
            in_order("starts_on", "ends_on", name="post_dates_in_order"),
            one_of("role", PostRole, name="post_role_known"),
            models.UniqueConstraint(
                fields=["user", "division", "role", "starts_on"],
                name="post_once_a_day",
                violation_error_message="同じ日に始まる同じ所属があります。",
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="post_of_user")]

    def __str__(self):
        return f"{self.division} {self.get_role_display()}"
