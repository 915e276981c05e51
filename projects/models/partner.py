from django.db import models
from simple_history.models import HistoricalRecords

from kyodo.constraints import one_of
from organizations.enums import OrganizationKind, OrganizationState

from ..enums import PartnerRole


class Partner(models.Model):
    """協働の相手: one group in one year of one project – the unit that a survey counts (122 rows from 105 projects).

    `name` and `kind` are the group's as of that year. Staff of the year's 課 change it.
    """

    project_year = models.ForeignKey(
        "projects.ProjectYear", on_delete=models.CASCADE, related_name="partners"
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        verbose_name="団体",
        on_delete=models.PROTECT,
        related_name="partnerships",
    )
    name = models.CharField("その年度の団体名", max_length=120)
    kind = models.CharField("種類", max_length=15, choices=OrganizationKind)
    role = models.CharField("役割", max_length=10, choices=PartnerRole, default=PartnerRole.LEAD)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "協働の相手"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_year", "organization"],
                name="partner_once_a_year",
                violation_error_message="この団体は、もう協働の相手に入っています。",
            ),
            one_of("kind", OrganizationKind, name="partner_kind_known"),
            one_of("role", PartnerRole, name="partner_role_known"),
        ]
        indexes = [
            models.Index(fields=["kind", "-project_year"], name="partner_by_kind"),
            models.Index(fields=["organization", "-project_year"], name="partner_of_group"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open_to_all(self) -> bool:
        """Whether the group has a public page that a case may link to."""
        group = self.organization
        return group.is_listed and group.state == OrganizationState.REGISTERED
