"""Verbs that write a group's own data."""

from django.db import transaction

from kyodo.conflicts import claim_version

from ..models import Organization, OrganizationField

STATE_FIELDS = ("state", "state_changed_at", "state_changed_by")


@transaction.atomic
def save_organization(organization: Organization, *, by, reason: str = "") -> Organization:
    """Store a group together with everything lists sort, search and filter by."""
    organization.refresh_keys()
    organization._history_user = by
    organization._change_reason = reason[:100] or None
    organization.save()
    _keep_field_rows(organization)
    return organization


@transaction.atomic
def change_organization(organization: Organization, *, by, base_version: int) -> Organization:
    """Store what somebody edited, unless another has saved since `base_version` (raises `EditConflict`)."""
    claim_version(organization, base_version)
    organization.refresh_from_db(fields=STATE_FIELDS)  # a step taken while the form was open stays taken
    return save_organization(organization, by=by)


def _keep_field_rows(organization: Organization) -> None:
    wanted = {int(field) for field in organization.fields}
    rows = {row.field: row for row in organization.field_rows.all()}
    gone = [row.pk for field, row in rows.items() if field not in wanted]
    if gone:
        OrganizationField.objects.filter(pk__in=gone).delete()
    OrganizationField.objects.bulk_create(
        OrganizationField(organization=organization, field=field) for field in sorted(wanted - rows.keys())
    )
