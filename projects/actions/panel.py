"""Verbs for the panel of a call: invite, answer, resend, end. The letter carries a secret of which the hash is kept."""

import datetime
import logging
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kyodo.access import require
from kyodo.mail import absolute, mail_after_commit
from organizations.actions.invitations import addresses_of, hash_of

from ..enums import CallState
from ..models import Call, PanelMember

logger = logging.getLogger(__name__)

GOOD_FOR = datetime.timedelta(days=14)
RESEND_AFTER = datetime.timedelta(minutes=10)
OVER = "この招待は使えません。事務局に、もう一度招待してもらってください。"
CALL_OVER = "この募集の審査は終わっています。審査委員は招待できません。"


@transaction.atomic
def invite_reviewer(
    call: Call, *, email: str, name: str, affiliation: str = "", is_chair: bool = False, by
) -> PanelMember:
    """Invite an address into the panel of one call. `ValidationError` where it is there already."""
    require(by, "projects.run_screening", call)
    if call.state in (CallState.DECIDED, CallState.ENDED, CallState.CANCELLED):
        raise ValidationError(CALL_OVER, code="over")
    email = email.lower()
    Call.objects.select_for_update().get(pk=call.pk)
    if call.panel.filter(email=email, ended_at__isnull=True).exists():
        raise ValidationError("このメールアドレスの方は、もう審査委員に入っています。", code="invited")
    member = PanelMember(
        call=call,
        email=email,
        name=name,
        affiliation=affiliation,
        is_chair=is_chair,
        invited_by=by,
    )
    return _send(member, by)


@transaction.atomic
def resend_panel_invitation(member: PanelMember, *, by) -> PanelMember:
    """Send it again with a new link; the old one stops working, and the fourteen days begin anew."""
    member = _locked(member)
    require(by, "projects.run_screening", member.call)
    if member.accepted_at or member.ended_at:
        raise ValidationError("この招待は終わっています。新しく招待してください。", code="over")
    if timezone.now() - member.invited_at < RESEND_AFTER:
        raise ValidationError("送ったばかりです。10分ほど待ってから送り直してください。", code="soon")
    return _send(member, by)


@transaction.atomic
def accept_panel_invitation(member: PanelMember, *, by) -> PanelMember:
    """Take it up: the person who is signed in with the invited address is on the panel."""
    member = _answerable(member, by)
    member.user = by
    member.accepted_at = timezone.now()
    return _save(member, by, "user", "accepted_at")


@transaction.atomic
def decline_panel_invitation(member: PanelMember, *, by) -> PanelMember:
    """Say no: the link is used up, and the office sees it."""
    member = _answerable(member, by)
    member.declined_at = member.ended_at = timezone.now()
    return _save(member, by, "declined_at", "ended_at")


@transaction.atomic
def end_panel_membership(member: PanelMember, *, reason: str, by) -> PanelMember:
    """The place ends, and with it the sight of the proposals. Scores of stages that are closed keep counting."""
    member = _locked(member)
    require(by, "projects.run_screening", member.call)
    if member.ended_at:
        raise ValidationError("もう終わっています。", code="over")
    if not reason.strip():
        raise ValidationError("理由を書いてください。", code="reason")
    member.ended_at = timezone.now()
    member.end_reason = reason.strip()
    return _save(member, by, "ended_at", "end_reason")


def find_panel_invitation(token: str) -> PanelMember | None:
    """The invitation that a link's secret belongs to."""
    return PanelMember.objects.filter(token_hash=hash_of(token)).select_related("call", "invited_by").first()


def is_invited_as(member: PanelMember, user) -> bool:
    """Whether the person has shown that the invited address is theirs."""
    return member.email in addresses_of(user)


def _answerable(member: PanelMember, by) -> PanelMember:
    member = _locked(member)
    if not member.is_open:
        raise ValidationError(OVER, code="closed")
    if not is_invited_as(member, by):
        raise ValidationError("招待されたメールアドレスで、サインインし直してください。", code="other_person")
    if member.call.panel.filter(user=by, ended_at__isnull=True).exists():
        raise ValidationError("あなたは、もうこの募集の審査委員です。", code="inside")
    return member


def _send(member: PanelMember, by) -> PanelMember:
    token = secrets.token_urlsafe(32)
    member.token_hash = hash_of(token)
    member.invited_at = timezone.now()
    member.expires_at = member.invited_at + GOOD_FOR
    member._history_user = by
    member.save()
    url = absolute(reverse("projects:panel_invitation", args=[token]))
    mail_after_commit("panel_invitation", [member.email], {"member": member, "url": url}, secret=True)
    return member


def _save(member: PanelMember, by, *fields: str) -> PanelMember:
    member._history_user = by
    member.save(update_fields=[*fields, "updated_at"])
    logger.info("panel member %s of call %s: %s", member.pk, member.call_id, ", ".join(fields))
    return member


def _locked(member: PanelMember) -> PanelMember:
    PanelMember.objects.select_for_update().get(pk=member.pk)
    return PanelMember.objects.select_related("call").get(pk=member.pk)
