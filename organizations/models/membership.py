from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import in_order, one_of
from kyodo.models import Dated, Stamped

from ..enums import MembershipRole


class Membership(Dated, Stamped):
    """A person's place in a group, from when to when. Several people a group, each with an own sign-in.

    Officers of the group invite, end and extend; the office may help.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.CASCADE, related_name="memberships"
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        verbose_name="団体",
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField("役割", max_length=10, choices=MembershipRole, default=MembershipRole.EDITOR)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "会員"
        ordering = ["-starts_on", "pk"]
        constraints = [
            in_order("starts_on", "ends_on", name="membership_dates_in_order"),
            one_of("role", MembershipRole, name="membership_role_known"),
            models.UniqueConstraint(
                fields=["user", "organization", "starts_on"],
                name="membership_once_a_day",
                violation_error_message="同じ日に始まる同じ会員の記録があります。",
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="membership_of_user")]

    def __str__(self):
        return f"{self.organization} {self.get_role_display()}"
