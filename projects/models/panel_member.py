from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from kyodo.constraints import both_or_neither
from kyodo.models import Stamped


class PanelMemberQuerySet(models.QuerySet):
    def in_force(self):
        """Those who accepted and have not left."""
        return self.filter(accepted_at__isnull=False, ended_at__isnull=True)

    def invited(self):
        """Those who have not answered, and still may."""
        return self.filter(accepted_at__isnull=True, ended_at__isnull=True, expires_at__gt=timezone.now())

    def expired(self):
        """Those who let their invitation pass without an answer."""
        return self.filter(accepted_at__isnull=True, ended_at__isnull=True, expires_at__lte=timezone.now())


class PanelMember(Stamped):
    """審査委員 of one call: a person from outside with a sign-in of their own, invited by e-mail.

    Sees only what is assigned. The link of the invitation carries a secret of which only the SHA-256 is kept; who
    accepts has to be signed in with the invited address. `projects.actions.panel` writes it.
    """

    call = models.ForeignKey("projects.Call", on_delete=models.CASCADE, related_name="panel")
    email = models.EmailField("メールアドレス")
    name = models.CharField("氏名", max_length=60)
    affiliation = models.CharField("所属・肩書", max_length=100, blank=True)
    is_chair = models.BooleanField("委員長", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="panels"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField("招待した日時")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField("招待の期限")
    accepted_at = models.DateTimeField("引き受けた日時", null=True, blank=True)
    declined_at = models.DateTimeField("断った日時", null=True, blank=True)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    end_reason = models.CharField("終わった理由", max_length=300, blank=True)
    nudged_at = models.DateTimeField("最後に催促した日時", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash"])

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "審査委員"
        ordering = ["-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=Q(ended_at__isnull=True),
                name="panelmember_once_a_call",
                violation_error_message="このメールアドレスの方は、もう審査委員に入っています。",
            ),
            both_or_neither(
                "accepted_at",
                "user",
                name="panelmember_accepted_by_somebody",
                message="引き受けた人と日時は、そろえて記録します。",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(accepted_at__isnull=True, ended_at__isnull=False),
                name="panelmember_declined_is_over",
                violation_error_message="断った招待は、引き受けられません。",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="panelmember_of_user")]

    def __str__(self):
        return self.name

    @property
    def is_in_force(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None

    @property
    def is_open(self) -> bool:
        """Whether the invitation can still be answered."""
        return self.accepted_at is None and self.ended_at is None and timezone.now() < self.expires_at
