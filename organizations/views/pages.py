"""What the pages of this app share: the tabs of a group, and turning a refusal into words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from ..enums import OrganizationState
from ..models import Organization

TONES = {
    OrganizationState.APPLIED: "info",
    OrganizationState.RETURNED: "warn",
    OrganizationState.REGISTERED: "go",
    OrganizationState.SUSPENDED: "stop",
    OrganizationState.WITHDRAWN: "done",
}


def visible_organization(user, pk):
    return Organization.objects.visible_to(user).filter(pk=pk)


def group_context(request, organization: Organization, current: str) -> dict:
    """The head and the tabs that all pages of one group show."""
    user = request.user
    is_member = user.is_authenticated and organization.pk in user.standing.memberships
    state = OrganizationState(organization.state)
    tabs = [("detail", "団体の情報", True)]
    tabs.append(("members", "会員", user.has_perm("organizations.view_members", organization)))
    tabs.append(("history", "履歴", user.has_perm("organizations.view_history", organization)))
    shown = [(name, label) for name, label, may in tabs if may]
    return {
        "organization": organization,
        "state_label": state.label_for(member=is_member),
        "state_tone": TONES[state],
        "show_state": is_member or (user.is_authenticated and user.standing.is_staff),
        "is_member": is_member,
        "tabs": [
            {
                "label": label,
                "url": reverse(f"organizations:{name}", args=[organization.pk]),
                "current": name == current,
            }
            for name, label in shown
        ]
        if len(shown) > 1
        else [],
    }


def say_refusal(request, error: ValidationError) -> None:
    """Show why a verb refused."""
    for message in error.messages:
        messages.error(request, message)


def add_refusal(form, error: ValidationError) -> None:
    """Put a verb's refusal above the form, so that nothing typed is lost."""
    form.add_error(None, error.messages)
