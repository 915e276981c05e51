"""課 by date, their succession, and their history."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kyodo.access import acts_on, requires
from kyodo.history import history_of
from kyodo.wareki import parse_date

from ..actions.divisions import save_division, succeed_divisions
from ..forms.divisions import DivisionForm, SucceedForm
from ..models import Division
from .pages import add_refusal


@requires("organizations.view_staff")
def division_list(request):
    """The 課 that exist on one day: today, or any other."""
    day, fault = _day(request.GET.get("on", ""))
    divisions = Division.objects.in_force(day).select_related("successor", "split_from")
    context = {
        "divisions": divisions.prefetch_related("predecessors"),
        "day": day,
        "fault": fault,
        "typed": request.GET.get("on", ""),
        "may_manage": request.user.has_perm("organizations.manage_divisions"),
    }
    return render(request, "organizations/divisions/list.html", context)


@requires("organizations.manage_divisions")
def add(request):
    return _edit(request, Division(), "課を加える")


@acts_on("organizations.manage_divisions", lambda user, pk: Division.objects.filter(pk=pk))
def change(request, division):
    return _edit(request, division, str(division))


@requires("organizations.manage_divisions")
def succeed(request):
    """改称・統合・分割 from one day on."""
    initial = {"old": request.GET.getlist("old")}
    form = SucceedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            new = succeed_divisions(
                form.cleaned_data["old"],
                new=form.new,
                on=form.cleaned_data["on"],
                branches=form.branch_divisions,
                by=request.user,
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{new}が引き継ぐようにしました。職員の所属も移しました。")
            return redirect("organizations:divisions")
    return render(request, "organizations/divisions/succeed.html", {"form": form})


def _edit(request, division, title):
    form = DivisionForm(request.POST or None, instance=division)
    if request.method == "POST" and form.is_valid():
        save_division(form.instance, by=request.user)
        messages.success(request, f"{form.instance}を保存しました。")
        return redirect("organizations:divisions")
    context = {
        "form": form,
        "title": title,
        "division": division if division.pk else None,
        "events": history_of(division) if division.pk else [],
        "cancel_url": reverse("organizations:divisions"),
    }
    return render(request, "organizations/divisions/form.html", context)


def _day(text: str):
    """The day asked for, and what was wrong with how it was written."""
    if not text.strip():
        return timezone.localdate(), ""
    try:
        return parse_date(text), ""
    except ValueError as error:
        return timezone.localdate(), str(error)
