"""The way of a group's registration: applied for, checked, returned with remarks, mended, registered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kyodo.mail import absolute, mail_after_commit
from kyodo.workflow import move

from ..enums import MembershipRole, OrganizationSource, PostRole
from ..models import Membership, Organization, Post, ReturnedField, User
from .organizations import save_organization

LONGEST_REMARK = 500


@transaction.atomic
def apply_for_registration(organization: Organization, *, by: User) -> Organization:
    """Store the application; who applied becomes the group's first officer, and the office hears of it."""
    organization.source = OrganizationSource.APPLICATION
    organization.applied_by = by
    save_organization(organization, by=by)
    Membership.objects.create(
        user=by, organization=organization, role=MembershipRole.OFFICER, starts_on=timezone.localdate()
    )
    _tell_office("organization_applied", organization)
    _tell(organization, "organization_received", [by.email])
    return organization


@transaction.atomic
def add_organization(organization: Organization, *, by: User) -> Organization:
    """The office registers a group itself, without an application."""
    organization.source = OrganizationSource.OFFICE
    save_organization(organization, by=by)
    return take_step(organization, "register", by=by)


@transaction.atomic
def return_registration(organization: Organization, *, by: User, remarks: dict[str, str], reason: str = ""):
    """差戻し: `remarks` maps a field's name to what is to be mended there; at least one, or a reason for the whole."""
    remarks = {field: text.strip() for field, text in remarks.items() if text.strip()}
    if not remarks and not reason.strip():
        raise ValidationError("直してほしい項目に、理由を書いてください。", code="reason")
    if any(len(text) > LONGEST_REMARK for text in (*remarks.values(), reason)):
        raise ValidationError(f"一つの項目につき{LONGEST_REMARK}字以内で書いてください。", code="long")
    organization.returned_fields.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    move(organization, "return", by=by, reason=reason.strip() or f"{len(remarks)}か所の修正をお願いしました")
    ReturnedField.objects.bulk_create(
        ReturnedField(organization=organization, field=field, remark=text) for field, text in remarks.items()
    )
    _tell(organization, "organization_returned", officers_of(organization))
    return organization


@transaction.atomic
def resubmit_registration(organization: Organization, *, by: User) -> Organization:
    """The group has mended what was returned; the remarks are settled, and the office looks again."""
    move(organization, "resubmit", by=by)
    organization.returned_fields.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    _tell_office("organization_resubmitted", organization)
    return organization


@transaction.atomic
def take_step(organization: Organization, action: str, *, by: User, reason: str = "") -> Organization:
    """Register, suspend, resume or withdraw; the group's officers get a letter."""
    move(organization, action, by=by, reason=reason)
    _tell(organization, "organization_state", officers_of(organization), reason=reason)
    return organization


def officers_of(organization: Organization) -> list[str]:
    """The addresses of those who answer for the group today."""
    officers = Membership.objects.in_force().filter(
        organization=organization, role=MembershipRole.OFFICER, user__is_active=True
    )
    return list(officers.values_list("user__email", flat=True))


def _tell(organization, template, recipients, **context):
    url = absolute(reverse("organizations:detail", args=[organization.pk]))
    mail_after_commit(template, recipients, {"organization": organization, "url": url, **context})


def _tell_office(template, organization):
    posts = Post.objects.in_force().filter(role=PostRole.COORDINATOR, user__is_active=True)
    coordinators = posts.values_list("user__email", flat=True)
    url = absolute(reverse("organizations:check", args=[organization.pk]))
    mail_after_commit(template, coordinators, {"organization": organization, "url": url})
