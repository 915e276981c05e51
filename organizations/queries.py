"""Reads over several models: likely duplicates, the people of a place, what soon ends."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from .models import Division, Invitation, Organization, Post
from .visibility import readable_visibilities

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Duplicate:
    """A group that may be the one somebody is about to register, and what is the same."""

    organization: Organization
    same: str


def duplicates_of(organization: Organization, *, reader) -> list[Duplicate]:
    """Groups with the same normalised name, 法人番号 or phone, as far as this reader may know of them.

    Expects `refresh_keys` to have run. What a group keeps from the reader gives no hint of it.
    """
    candidates = (
        Organization.objects.visible_to(reader)
        .like(
            name=organization.name,
            corporate_number=organization.corporate_number,
            phone_key=organization.phone_key,
        )
        .exclude(pk=organization.pk)[:10]
    )
    found = []
    for other in candidates:
        readable = readable_visibilities(reader, other)
        same = [
            label
            for field, key, label in (
                ("name", "name_key", "団体名"),
                ("corporate_number", "corporate_number", "法人番号"),
                ("phone", "phone_key", "電話"),
            )
            if getattr(organization, key) == getattr(other, key) != ""
            and (field == "name" or other.visibility_of(field) in readable)
        ]
        if same:
            found.append(Duplicate(other, "・".join(same)))
    return found


def divisions_with_people(*, on=None) -> list[Division]:
    """The 課 that exist on the day or later, each with its present and coming posts (`people`)."""
    on = on or timezone.localdate()
    posts = (
        Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user__is_active=True)
        .select_related("user")
        .order_by("user__kana", "pk")
    )
    invitations = Invitation.objects.open().order_by("email")
    divisions = Division.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(
        divisions.prefetch_related(
            Prefetch("posts", posts, to_attr="people"),
            Prefetch("invitations", invitations, to_attr="invited"),
        )
    )


def ending_soon(rows, today: datetime.date):
    """Posts or memberships in force that end within thirty days."""
    return rows.in_force(today).filter(ends_on__lte=today + SOON)


def open_remarks(organization: Organization) -> dict[str, list[str]]:
    """The remarks of a 差戻し that still wait to be mended, by field."""
    remarks: dict[str, list[str]] = {}
    for row in organization.returned_fields.filter(settled_at__isnull=True):
        remarks.setdefault(row.field, []).append(row.remark)
    return remarks
