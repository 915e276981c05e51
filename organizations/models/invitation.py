from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kyodo.constraints import in_order

from ..enums import MembershipRole, PostRole


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An e-mailed invitation into a group or a 課. It expires, works once, and can be taken back.

    The link carries a secret; only its SHA-256 (`token_hash`) is kept. The person who accepts must be signed in with
    the invited address. `organizations.actions.invitations` alone writes it.
    """

    email = models.EmailField("メールアドレス")
    organization = models.ForeignKey(
        "organizations.Organization",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    division = models.ForeignKey(
        "organizations.Division", null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField("役割", max_length=15)
    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField("送った日時", default=timezone.now)
    expires_at = models.DateTimeField("期限")
    accepted_at = models.DateTimeField("受けた日時", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField("取り消した日時", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招待"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, division__isnull=True, role__in=MembershipRole.values)
                | Q(organization__isnull=True, division__isnull=False, role__in=PostRole.values),
                name="invitation_into_one_place",
                violation_error_message="団体か課のどちらか一つに、そこでの役割で招待してください。",
            ),
            in_order("starts_on", "ends_on", name="invitation_dates_in_order"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
                violation_error_message="受けた招待は取り消せません。",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="invitation_by_email"),
            models.Index(fields=["invited_by", "sent_at"], name="invitation_by_sender"),
        ]

    def __str__(self):
        return self.email

    @property
    def place(self):
        """The group or the 課 that the person is invited into."""
        return self.organization or self.division

    @property
    def role_enum(self):
        return (MembershipRole if self.organization_id else PostRole)(self.role)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and timezone.now() < self.expires_at
