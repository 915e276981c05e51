"""Which fields of a group a reader may see: 公開 all, 庁内のみ city staff, 非公開 the group itself and the office."""

from dataclasses import dataclass
from typing import Any

from .enums import Visibility
from .models import Organization
from .models.organization import DEFAULT_VISIBILITY


@dataclass(frozen=True)
class Shown:
    """One field as a reader sees it. `value` is the model's own, "" where there is none."""

    name: str
    label: str
    value: Any
    visibility: Visibility

    @property
    def is_restricted(self) -> bool:
        return self.visibility != Visibility.PUBLIC


def readable_visibilities(user, organization: Organization) -> frozenset[Visibility]:
    """The circles this reader belongs to, as far as this group goes."""
    if not user.is_authenticated:
        return frozenset({Visibility.PUBLIC})
    if organization.pk in user.standing.memberships or user.has_perm("organizations.check_organization"):
        return frozenset(Visibility)
    if user.standing.is_staff:
        return frozenset({Visibility.PUBLIC, Visibility.STAFF})
    return frozenset({Visibility.PUBLIC})


def shown_fields(user, organization: Organization) -> dict[str, Shown]:
    """The fields with a circle of readers that this reader may see, filled or not, in the form's order."""
    readable = readable_visibilities(user, organization)
    fields = {}
    for name in DEFAULT_VISIBILITY:
        visibility = organization.visibility_of(name)
        if visibility in readable:
            label = str(organization._meta.get_field(name).verbose_name)
            fields[name] = Shown(name, label, getattr(organization, name) or "", visibility)
    return fields
