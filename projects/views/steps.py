"""Acting on a project from its page: a step of its year, following it or not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.access import require, sees
from kyodo.workflow import StepRefused

from ..actions.follows import follow, unfollow
from ..actions.years import move_year
from ..forms.steps import StepForm
from ..models import Project, ProjectYear
from .detail import visible_project


def visible_year(user, year_id: int):
    return (
        ProjectYear.objects.visible_to(user)
        .filter(pk=year_id)
        .select_related("project", "division__successor", "form")
    )


def year_for_step(user, year_id: int, action: str):
    return visible_year(user, year_id) if action in ProjectYear.workflow.steps else ProjectYear.objects.none()


@require_http_methods(["GET", "POST"])
@sees(year_for_step)
def step(request, year: ProjectYear):
    """A step of the year: a page that asks first (and for a reason where the table says so), then the step."""
    taken = year.workflow.get(request.resolver_match.kwargs["action"])
    require(request.user, taken.permission, year)
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, reason_required=taken.reason_required)
    if request.method == "POST" and form.is_valid():
        return _take(request, year, taken, form.cleaned_data.get("reason", ""))
    context = {"year": year, "project": year.project, "step": taken, "form": form}
    return render(request, "projects/detail/step.html", context, status=422 if form.errors else 200)


def _take(request, year: ProjectYear, taken, reason: str):
    try:
        move_year(year=year, action=taken.action, by=request.user, reason=reason)
    except StepRefused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"{year}を「{year.get_state_display()}」にしました。")
    return redirect("projects:detail", project_id=year.project_id)


@require_POST
@sees(visible_project)
def follow_project(request, project: Project):
    """Those who see a project from inside may follow it."""
    _inside(request.user, project)
    follow(project=project, by=request.user)
    messages.success(request, "フォローしました。変わったことが、わたしの机に出ます。")
    return redirect(_back(project))


@require_POST
@sees(visible_project)
def unfollow_project(request, project: Project):
    unfollow(project=project, by=request.user)
    messages.success(request, "フォローをやめました。")
    return redirect(_back(project))


def _inside(user, project: Project) -> None:
    mine = ProjectYear.objects.filter(project=project).of_groups(user.standing.memberships)
    if not user.standing.is_staff and not mine.exists():
        raise PermissionDenied


def _back(project: Project) -> str:
    return reverse("projects:detail", args=[project.pk])
