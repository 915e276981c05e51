"""A group registers itself: the application, the edit, and sending it again after a 差戻し."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from kyodo.access import acts_on, require
from kyodo.conflicts import EditConflict, differences, take_choices
from kyodo.drafts import discard_draft, find_draft, restore
from kyodo.workflow import changes_of

from ..actions.organizations import change_organization
from ..actions.registration import apply_for_registration, resubmit_registration
from ..enums import OrganizationState
from ..forms.registration import OrganizationForm
from ..models import Organization
from ..queries import duplicates_of, open_remarks
from .pages import add_refusal, visible_organization

APPLY_KEY = "organizations.organization:new"


def apply(request):
    """Anybody signed in may apply for a group; they become its first officer."""
    draft = find_draft(request.user, APPLY_KEY)
    if request.method == "POST":
        form = OrganizationForm(request.POST)
        if form.is_valid():
            duplicates = unconfirmed_duplicates(request, form)
            if not duplicates:
                organization = apply_for_registration(form.instance, by=request.user)
                discard_draft(request.user, APPLY_KEY)
                messages.success(request, "申請を受け付けました。結果はメールでお知らせします。")
                return redirect("organizations:detail", organization.pk)
            return _apply_page(request, form, duplicates=duplicates)
        return _apply_page(request, form)
    form = (
        restore(OrganizationForm, draft) if draft else OrganizationForm(initial=_from_account(request.user))
    )
    return _apply_page(request, form, draft=draft)


@acts_on("organizations.change_organization", visible_organization)
def change(request, organization):
    """Members and the office change a group; who has saved in between is never overwritten unseen."""
    key = f"organizations.organization:{organization.pk}"
    if request.method != "POST":
        draft = find_draft(request.user, key)
        form = (
            restore(OrganizationForm, draft, instance=organization)
            if draft
            else OrganizationForm(instance=organization)
        )
        base = draft.base_version if draft and draft.base_version else organization.version
        return _change_page(request, organization, form, base, draft=draft)
    if "resubmit" in request.POST:
        require(request.user, "organizations.submit_organization", organization)
    data = take_choices(request.POST, OrganizationForm, Organization.objects.get(pk=organization.pk))
    base = _number(request.POST.get("base_version"), organization.version)
    form = OrganizationForm(data, instance=organization)
    if not form.is_valid():
        return _change_page(request, organization, form, base)
    try:
        change_organization(form.instance, by=request.user, base_version=base)
    except EditConflict as conflict:
        found = differences(form, conflict.current)
        return _change_page(request, organization, form, conflict.current.version, differences=found)
    discard_draft(request.user, key)
    return _after_change(request, organization)


def unconfirmed_duplicates(request, form) -> list:
    """Likely duplicates of a valid form's group that the person has not been shown yet."""
    form.instance.refresh_keys()
    duplicates = duplicates_of(form.instance, reader=request.user)
    seen = set(request.POST.get("not_the_same", "").split(","))
    return duplicates if {str(each.organization.pk) for each in duplicates} - seen else []


def _after_change(request, organization):
    """Saved; and, where the button said so, sent to the office again."""
    if "resubmit" in request.POST and organization.state == OrganizationState.RETURNED:
        try:
            resubmit_registration(organization, by=request.user)
        except ValidationError as error:
            form = OrganizationForm(instance=organization)
            add_refusal(form, error)
            return _change_page(request, organization, form, organization.version)
        messages.success(request, "出し直しました。事務局がもう一度確かめます。")
    else:
        messages.success(request, "保存しました。")
    return redirect("organizations:detail", organization.pk)


def _apply_page(request, form, **more):
    context = {
        "form": form,
        "sections": form.sections(),
        "draft_key": APPLY_KEY,
        "cancel_url": reverse("organizations:list"),
        **more,
    }
    return render(request, "organizations/register/apply.html", context)


def _change_page(request, organization, form, base_version, **more):
    # A name that was typed and refused is the form's; the page is still about the group as stored.
    stored = Organization.objects.get(pk=organization.pk)
    context = {
        "form": form,
        "sections": form.sections(open_remarks(stored)),
        "organization": stored,
        "base_version": base_version,
        "draft_key": f"organizations.organization:{stored.pk}",
        "cancel_url": reverse("organizations:detail", args=[stored.pk]),
        "returned_because": _returned_because(stored),
        "may_resubmit": stored.state == OrganizationState.RETURNED
        and request.user.has_perm("organizations.submit_organization", stored),
        **more,
    }
    return render(request, "organizations/register/change.html", context)


def _returned_because(organization) -> str:
    """What the office said of the whole application when it last returned it."""
    if organization.state != OrganizationState.RETURNED:
        return ""
    step = changes_of(organization).filter(action="return").first()
    return step.reason if step else ""


def _from_account(user) -> dict:
    return {"contact_name": user.name, "email": user.email}


def _number(text, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
