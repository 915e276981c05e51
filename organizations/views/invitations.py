"""The link of an invitation, and what its sender may do with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from kyodo.access import acts_on, public, sees

from ..actions.invitations import (
    accept_invitation,
    addresses_of,
    find_invitation,
    is_addressed_to,
    resend_invitation,
    revoke_invitation,
)
from ..adapters import remember_proven_address
from ..models import Invitation, User
from .pages import say_refusal


@public
@never_cache
@sensitive_variables("token")
def take_up(request, token):
    """Who holds the link reads what it is about; who is signed in with the invited address takes it up."""
    invitation = find_invitation(token)
    if invitation is None or not invitation.is_open:
        status = 404 if invitation is None else 410
        return render(
            request, "organizations/invitations/closed.html", {"invitation": invitation}, status=status
        )
    user = request.user
    addressed = user.is_authenticated and is_addressed_to(invitation, user)
    if request.method == "POST" and user.is_authenticated:
        try:
            accept_invitation(invitation, by=user)
        except ValidationError as error:
            say_refusal(request, error)
        else:
            messages.success(request, f"{invitation.place}に加わりました。")
            return redirect(_inside(invitation))
    if not user.is_authenticated:
        # The secret in the link came by mail: whoever has it has read the mail of that address.
        remember_proven_address(request, invitation.email)
    context = {"invitation": invitation, "addressed": addressed, **_ways_in(request, invitation)}
    return render(request, "organizations/invitations/take_up.html", context)


def own_invitation(user, pk):
    """Open invitations to an address of the person."""
    return Invitation.objects.open().filter(pk=pk, email__in=addresses_of(user))


@require_POST
@sees(own_invitation)
def accept(request, invitation):
    """From わたしの登録, without the letter."""
    try:
        accept_invitation(invitation, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
        return redirect("organizations:me")
    messages.success(request, f"{invitation.place}に加わりました。")
    return redirect(_inside(invitation))


def sent_invitation(user, pk):
    """Open invitations into the groups of the person, or any for the office."""
    rows = Invitation.objects.filter(pk=pk).select_related("organization", "division")
    if user.has_perm("organizations.manage_staff"):
        return rows
    return rows.filter(organization__in=list(user.standing.memberships))


@require_POST
@acts_on("organizations.change_invitation", sent_invitation)
def resend(request, invitation):
    return _answer(
        request, invitation, resend_invitation, "もう一度送りました。前の手紙のリンクは使えなくなりました。"
    )


@require_POST
@acts_on("organizations.change_invitation", sent_invitation)
def revoke(request, invitation):
    return _answer(request, invitation, revoke_invitation, "招待を取り消しました。")


def _answer(request, invitation, verb, words):
    try:
        verb(invitation, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
    else:
        messages.success(request, words)
    if invitation.organization_id:
        return redirect("organizations:members", invitation.organization_id)
    return redirect("organizations:staff")


def _ways_in(request, invitation) -> dict:
    """Where somebody who is not signed in goes, and comes back from."""
    back = urlencode({"next": request.path})
    has_account = User.objects.filter(email=invitation.email).exists()
    return {
        "has_account": has_account,
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}&{urlencode({'email': invitation.email})}",
    }


def _inside(invitation) -> str:
    if invitation.organization_id:
        return reverse("organizations:detail", args=[invitation.organization_id])
    return reverse("desk")
