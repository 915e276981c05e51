"""審査委員: the office invites and ends, the invited person answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kyodo.access import acts_on, public
from kyodo.lists import PagedRows
from organizations.adapters import remember_proven_address
from organizations.models import User
from organizations.views.pages import add_refusal, say_refusal

from ..actions.panel import (
    accept_panel_invitation,
    decline_panel_invitation,
    end_panel_membership,
    find_panel_invitation,
    invite_reviewer,
    is_invited_as,
    resend_panel_invitation,
)
from ..forms.panel import EndReasonForm, InviteReviewerForm
from ..models import Call, PanelMember
from ..queries.screening import panel_with_work, screened_call
from ..tabs import screening_tabs


@require_GET
@acts_on("projects.run_screening", screened_call)
def panel(request, call: Call):
    """Who was invited to this call, who answered what, and how much each has to read."""
    context = {
        "call": call,
        "tabs": screening_tabs(call, "panel"),
        "listing": PagedRows(request, panel_with_work(call), 50),
    }
    return render(request, "projects/panel/list.html", context)


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", screened_call)
def panel_invite(request, call: Call):
    form = InviteReviewerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = invite_reviewer(call, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{member.name}さんに招待を送りました。14日のあいだ使えます。")
            return redirect("projects:panel", call.pk)
    status = 422 if form.errors else 200
    return render(request, "projects/panel/invite.html", {"call": call, "form": form}, status=status)


def member_of_call(user, member_id: int):
    """A place on a panel, for pages of the office."""
    calls = Call.objects.visible_to(user)
    return PanelMember.objects.filter(pk=member_id, call__in=calls).select_related("call")


@require_POST
@acts_on("projects.run_screening", member_of_call)
def panel_resend(request, member: PanelMember):
    try:
        resend_panel_invitation(member, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
    else:
        messages.success(request, "もう一度送りました。前の手紙のリンクは使えなくなりました。")
    return redirect("projects:panel", member.call_id)


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", member_of_call)
def panel_end(request, member: PanelMember):
    """Take an invitation back, or end a place: asked with its reason."""
    form = EndReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_panel_membership(member, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{member.name}さんは、この募集の審査から外れました。")
            return redirect("projects:panel", member.call_id)
    context = {
        "call": member.call,
        "member": member,
        "form": form,
        "back_url": reverse("projects:panel", args=[member.call_id]),
    }
    return render(request, "projects/panel/end.html", context, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def panel_invitation(request, token: str):
    """Who holds the link reads what is asked; who is signed in with the invited address answers."""
    member = find_panel_invitation(token)
    if member is None or not member.is_open:
        status = 404 if member is None else 410
        return render(request, "projects/panel/closed.html", {"member": member}, status=status)
    user = request.user
    if request.method == "POST" and user.is_authenticated and (answer := _answer(request, member)):
        return answer
    if not user.is_authenticated:
        # The secret in the link came by mail: whoever has it has read the mail of that address.
        remember_proven_address(request, member.email)
    context = {
        "member": member,
        "addressed": user.is_authenticated and is_invited_as(member, user),
        **_ways_in(request, member),
    }
    return render(request, "projects/panel/invitation.html", context)


def _answer(request, member: PanelMember):
    """Accept or decline; None where that was refused."""
    declines = request.POST.get("answer") == "decline"
    verb = decline_panel_invitation if declines else accept_panel_invitation
    try:
        verb(member, by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
        return None
    if declines:
        messages.success(request, "お断りを事務局に伝えました。ありがとうございました。")
        return redirect("desk")
    messages.success(request, "審査委員をお引き受けいただきました。提案が割り当てられると、ここに並びます。")
    return redirect("projects:reviews")


def _ways_in(request, member: PanelMember) -> dict:
    """Where somebody who is not signed in goes, and comes back from."""
    back = urlencode({"next": request.path})
    return {
        "has_account": User.objects.filter(email=member.email).exists(),
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}&{urlencode({'email': member.email})}",
    }
