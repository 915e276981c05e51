"""The office: applications to check, steps with a reason, groups registered by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kyodo.access import acts_on, requires
from kyodo.workflow import changes_of

from ..actions.registration import add_organization, return_registration, take_step
from ..enums import OrganizationState
from ..forms.members import ReasonForm
from ..forms.registration import SECTIONS, OrganizationForm
from ..models import Organization
from ..models.organization import fields_in_words
from ..queries import duplicates_of
from ..visibility import shown_fields
from .pages import add_refusal, group_context, say_refusal, visible_organization
from .register import unconfirmed_duplicates

REMARK = "remark_"


@requires("organizations.check_organization")
def applications(request):
    """What waits for the office, oldest first, and what the groups are mending."""
    rows = Organization.objects.filter(state__in=[OrganizationState.APPLIED, OrganizationState.RETURNED])
    rows = rows.select_related("applied_by").order_by("state_changed_at", "created_at")
    today = timezone.localdate()
    waiting, mending = [], []
    for organization in rows[:200]:
        organization.since = timezone.localdate(organization.state_changed_at or organization.created_at)
        organization.days = (today - organization.since).days
        (waiting if organization.state == OrganizationState.APPLIED else mending).append(organization)
    return render(request, "organizations/office/applications.html", {"waiting": waiting, "mending": mending})


@acts_on("organizations.check_organization", visible_organization)
def check(request, organization):
    """Every field with a box for a remark; returned with what was written there, or registered."""
    remarks = {
        name.removeprefix(REMARK): text for name, text in request.POST.items() if name.startswith(REMARK)
    }
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            if "register" in request.POST:
                take_step(organization, "register", by=request.user)
                messages.success(request, f"{organization}を登録しました。")
            else:
                return_registration(organization, by=request.user, remarks=_known(remarks), reason=reason)
                messages.success(request, "差し戻しました。団体にメールでお知らせします。")
            return redirect("organizations:applications")
        except ValidationError as error:
            say_refusal(request, error)
    context = {
        **group_context(request, organization, "detail"),
        "sections": _checked_sections(request.user, organization, remarks),
        "duplicates": duplicates_of(organization, reader=request.user),
        "changes": changes_of(organization)[:10],
        "reason": reason,
        "can_decide": organization.state == OrganizationState.APPLIED,
    }
    return render(request, "organizations/office/check.html", context)


def _with_reason(action: str):
    """The page of one step that asks for a reason."""
    taken = Organization.workflow.get(action)

    @acts_on(taken.permission, visible_organization)
    def page(request, organization):
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                take_step(organization, action, by=request.user, reason=form.cleaned_data["reason"])
            except ValidationError as error:
                add_refusal(form, error)
            else:
                messages.success(request, f"「{taken.label}」を済ませました。")
                return redirect("organizations:detail", organization.pk)
        back_url = reverse("organizations:detail", args=[organization.pk])
        context = {"organization": organization, "step": taken, "form": form, "back_url": back_url}
        return render(request, "organizations/office/step.html", context)

    return page


suspend, resume, withdraw = map(_with_reason, ("suspend", "resume", "withdraw"))


@requires("organizations.check_organization")
def add(request):
    """The office registers a group itself."""
    form = OrganizationForm(request.POST or None)
    duplicates = []
    if request.method == "POST" and form.is_valid():
        duplicates = unconfirmed_duplicates(request, form)
        if not duplicates:
            organization = add_organization(form.instance, by=request.user)
            messages.success(request, f"{organization}を登録しました。")
            return redirect("organizations:detail", organization.pk)
    context = {
        "form": form,
        "sections": form.sections(),
        "duplicates": duplicates,
        "cancel_url": reverse("organizations:list"),
    }
    return render(request, "organizations/office/add.html", context)


def _known(remarks: dict[str, str]) -> dict[str, str]:
    names = {name for section in SECTIONS for name in section.fields}
    return {name: text for name, text in remarks.items() if name in names}


def _checked_sections(user, organization, remarks) -> list[dict]:
    """Each section's fields as (name, label, value, who may read it, what was remarked)."""
    shown = shown_fields(user, organization)
    form = OrganizationForm(instance=organization)
    sections = []
    for section in SECTIONS:
        rows = [
            {
                "name": name,
                "label": form.fields[name].label,
                "value": _in_words(organization, name),
                "visibility": shown[name].visibility if name in shown else None,
                "remark": remarks.get(name, ""),
            }
            for name in section.fields
        ]
        sections.append({"title": section.title, "rows": rows})
    return sections


def _in_words(organization, name):
    if name == "fields":
        return fields_in_words(organization.fields)
    if name == "kind":
        return organization.get_kind_display()
    return getattr(organization, name)
