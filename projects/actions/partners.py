"""Who a year's partners are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from organizations.actions.organizations import save_organization
from organizations.enums import OrganizationSource, OrganizationState
from organizations.models import Organization

from ..enums import PartnerRole
from ..models import Partner, ProjectYear
from .listing import refresh_listing


@dataclass(frozen=True)
class PartnerEntry:
    """One partner as somebody gave it: a known group, or (without `organization_id`) a new one of name and kind."""

    name: str
    kind: str
    role: str = PartnerRole.LEAD
    organization_id: int | None = None


@transaction.atomic
def set_partners(*, year: ProjectYear, entries: Sequence[PartnerEntry], by) -> None:
    """Make these, in this order, the year's partners.

    A partner that stays keeps the name and kind it had in that year. Raises `ValidationError` where one that has a
    ふりかえりシート would be taken out.
    """
    before = {partner.organization_id: partner for partner in year.partners.all()}
    kept = set()
    for position, entry in enumerate(entries):
        organization_id = entry.organization_id or _register(entry, by=by).pk
        kept.add(organization_id)
        partner = before.get(organization_id)
        if partner is None:
            partner = Partner(
                project_year=year, organization_id=organization_id, name=entry.name, kind=entry.kind
            )
        elif (partner.role, partner.position) == (entry.role, position):
            continue
        partner.role, partner.position = entry.role, position
        partner._history_user = by
        partner.save()
    for organization_id, partner in before.items():
        if organization_id not in kept:
            _take_out(partner, by=by)
    refresh_listing([year])


def _take_out(partner: Partner, *, by) -> None:
    partner._history_user = by
    try:
        partner.delete()
    except ProtectedError:
        raise ValidationError(
            f"「{partner.name}」にはふりかえりシートがあるため、協働の相手から外せません。"
        ) from None


def _register(entry: PartnerEntry, *, by) -> Organization:
    """A group that the office itself puts down: known here, but not in the public register until it is checked."""
    organization = Organization(
        name=entry.name,
        kind=entry.kind,
        source=OrganizationSource.OFFICE,
        state=OrganizationState.REGISTERED,
        is_listed=False,
    )
    return save_organization(organization, by=by)
