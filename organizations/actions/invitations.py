"""Verbs for invitations: sent by e-mail, good for fourteen days, once, and until somebody takes them back."""

import datetime
import hashlib
import logging
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from kyodo.access import require
from kyodo.mail import absolute, mail_after_commit

from ..models import Division, Invitation, Organization, User
from .memberships import add_membership
from .posts import check_within, give_post

logger = logging.getLogger(__name__)

GOOD_FOR = datetime.timedelta(days=14)
SENT_A_DAY = 100  # by one person, into whatever places: an import brings in a whole city hall at once
RESEND_AFTER = datetime.timedelta(minutes=10)


@transaction.atomic
def invite(
    email: str,
    *,
    into: Organization | Division,
    role: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: User,
) -> Invitation:
    """Invite an address into a group or a 課."""
    place = {"organization": into} if isinstance(into, Organization) else {"division": into}
    _require_may_invite(by, into, role)
    email = email.lower()
    _refuse_those_inside(into, email)
    if Invitation.objects.open().filter(email=email, **place).exists():
        raise ValidationError("この人には、もう招待を送っています。", code="invited")
    if isinstance(into, Division):
        check_within(into, starts_on, ends_on)
    _refuse_too_many(by)
    invitation = Invitation(
        email=email, role=role, starts_on=starts_on, ends_on=ends_on, invited_by=by, **place
    )
    return _send(invitation)


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Send it again with a new link; the old link stops working, and the fourteen days begin anew."""
    invitation = _locked(invitation)
    _require_may_invite(by, invitation.place, invitation.role)
    if invitation.accepted_at or invitation.revoked_at:
        raise ValidationError("この招待は終わっています。新しく招待してください。", code="over")
    if timezone.now() - invitation.sent_at < RESEND_AFTER:
        raise ValidationError("送ったばかりです。10分ほど待ってから送り直してください。", code="soon")
    _refuse_too_many(by)
    return _send(invitation)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take it back: the link stops working."""
    invitation = _locked(invitation)
    _require_may_invite(by, invitation.place, invitation.role)
    if invitation.accepted_at:
        raise ValidationError("もう受けられています。取り消せません。", code="accepted")
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User):
    """Take it up: the post or the membership begins (at the earliest today), and the link is used up."""
    invitation = _locked(invitation)
    if not invitation.is_open:
        raise ValidationError(
            "この招待は使えません。送った人に、もう一度招待してもらってください。", code="closed"
        )
    if not is_addressed_to(invitation, by):
        raise ValidationError("招待されたメールアドレスで、サインインし直してください。", code="other_person")
    period = {"starts_on": max(invitation.starts_on, timezone.localdate()), "ends_on": invitation.ends_on}
    if invitation.organization is not None:
        begun = add_membership(invitation.organization, by, role=invitation.role, **period)
    else:
        begun = give_post(by, division=invitation.division, role=invitation.role, by=None, **period)
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    logger.info("invitation %s accepted by user %s", invitation.pk, by.pk)
    return begun


def find_invitation(token: str) -> Invitation | None:
    """The invitation that a link's secret belongs to."""
    return (
        Invitation.objects.filter(token_hash=hash_of(token))
        .select_related("organization", "division", "invited_by")
        .first()
    )


def is_addressed_to(invitation: Invitation, user: User) -> bool:
    """Whether the person has shown that the invited address is theirs."""
    return invitation.email in addresses_of(user)


def addresses_of(user: User) -> set[str]:
    """The addresses a person has confirmed (nobody signs in before the first is)."""
    return {user.email.lower(), *verified_addresses(user)}


def verified_addresses(user: User) -> QuerySet[str]:
    """In small letters, as invitations keep them."""
    return user.emailaddress_set.filter(verified=True).values_list(Lower("email"), flat=True)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation) -> Invitation:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + GOOD_FOR
    invitation.save()
    url = absolute(reverse("organizations:invitation", args=[token]))
    context = {"invitation": invitation, "url": url}
    mail_after_commit("invitation", [invitation.email], context, secret=True)
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    return Invitation.objects.select_related("organization", "division").get(pk=invitation.pk)


def _require_may_invite(by: User, into, role: str) -> None:
    if isinstance(into, Organization):
        require(by, "organizations.manage_members", into)
    else:
        require(by, "organizations.give_role", role)


def _refuse_those_inside(into, email: str) -> None:
    rows = into.memberships if isinstance(into, Organization) else None
    if rows is not None and rows.in_force().filter(user__email=email).exists():
        raise ValidationError("この人は、もう会員です。", code="member")


def _refuse_too_many(by: User) -> None:
    since = timezone.now() - datetime.timedelta(days=1)
    if Invitation.objects.filter(invited_by=by, sent_at__gte=since).count() >= SENT_A_DAY:
        raise ValidationError(
            "一日に送れる招待の数を超えました。明日、続きを送ってください。", code="too_many"
        )
