"""Verbs for 会員: who belongs to a group, from when to when, and as what."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kyodo.access import require

from ..enums import MembershipRole
from ..models import Membership, Organization, User
from .periods import check_order, refuse_overlap

WHAT = "この団体の会員の記録"


@transaction.atomic
def add_membership(
    organization: Organization, user: User, *, role: str, starts_on: datetime.date, ends_on=None
) -> Membership:
    """Begin a membership; the verbs that call this have asked who may."""
    check_order(starts_on, ends_on)
    refuse_overlap(user.memberships.filter(organization=organization), starts_on, ends_on, what=WHAT)
    return Membership.objects.create(
        user=user, organization=organization, role=role, starts_on=starts_on, ends_on=ends_on
    )


@transaction.atomic
def change_membership(
    membership: Membership, *, by: User, role: str | None = None, ends_on: datetime.date | None
) -> Membership:
    """Give a membership another role or another last day (None: open). Ending is a last day that has come."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    require(by, "organizations.manage_members", membership.organization)
    check_order(membership.starts_on, ends_on)
    others = membership.user.memberships.filter(organization=membership.organization).exclude(
        pk=membership.pk
    )
    refuse_overlap(others, membership.starts_on, ends_on, what=WHAT)
    role = role or membership.role
    if not by.has_perm("organizations.check_organization"):
        _keep_an_officer(membership, role, ends_on)
    membership.role = role
    membership.ends_on = ends_on
    membership._history_user = by
    membership.save()
    return membership


def _keep_an_officer(membership: Membership, role: str, ends_on: datetime.date | None) -> None:
    """A group must not lock itself out: only the office may end the last officer who has no end."""
    if membership.role != MembershipRole.OFFICER or (role == MembershipRole.OFFICER and ends_on is None):
        return
    others = membership.organization.memberships.in_force().filter(
        role=MembershipRole.OFFICER, user__is_active=True, ends_on__isnull=True
    )
    if not membership.holds_on(timezone.localdate()) or others.exclude(user=membership.user).exists():
        return
    raise ValidationError(
        "ほかに役員がいないため、変えられません。先に別の人を役員にしてください。", code="last_officer"
    )
