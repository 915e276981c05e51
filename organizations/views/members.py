"""会員 of one group: who belongs to it, whom it has invited, and when somebody ends."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from kyodo.access import acts_on

from ..actions.invitations import invite
from ..actions.memberships import change_membership
from ..forms.members import InviteMemberForm, MembershipForm
from ..models import Membership
from .pages import add_refusal, group_context, visible_organization


@acts_on("organizations.view_members", visible_organization)
def member_list(request, organization):
    memberships = list(organization.memberships.select_related("user").order_by("starts_on", "pk"))
    may_manage = request.user.has_perm("organizations.manage_members", organization)
    context = {
        **group_context(request, organization, "members"),
        "present": [each for each in memberships if not each.is_over],
        "past": [each for each in memberships if each.is_over],
        "invitations": organization.invitations.open() if may_manage else [],
        "may_manage": may_manage,
    }
    return render(request, "organizations/members/list.html", context)


@acts_on("organizations.manage_members", visible_organization)
def invite_member(request, organization):
    form = InviteMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(**form.cleaned_data, into=organization, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{invitation.email}に招待を送りました。14日のあいだ使えます。")
            return redirect("organizations:members", organization.pk)
    context = {**group_context(request, organization, "members"), "form": form}
    return render(request, "organizations/members/invite.html", context)


def manageable_membership(user, pk):
    """Memberships of groups that the person may look into."""
    rows = Membership.objects.filter(pk=pk).select_related("organization", "user")
    if user.has_perm("organizations.check_organization"):
        return rows
    return rows.filter(organization__in=list(user.standing.memberships))


@acts_on("organizations.manage_membership", manageable_membership)
def membership(request, membership):
    """Another role or another last day."""
    initial = {"role": membership.role, "ends_on": membership.ends_on}
    form = MembershipForm(request.POST or None, initial=initial)
    back_url = reverse("organizations:members", args=[membership.organization_id])
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{membership.user}さんの役割と期間を保存しました。")
            return redirect(back_url)
    context = {"membership": membership, "form": form, "back_url": back_url}
    return render(request, "organizations/members/membership.html", context)
