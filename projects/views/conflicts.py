"""利害関係 as the office records it, and lifts it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from organizations.views.pages import add_refusal

from ..actions.conflicts import lift_conflict, set_conflict
from ..forms.panel import EndReasonForm
from ..forms.scoring import ConflictForm
from ..models import Assignment, Call


def assignment_of_call(user, assignment_id: int):
    calls = Call.objects.visible_to(user)
    rows = Assignment.objects.filter(pk=assignment_id, proposal__call__in=calls)
    return rows.select_related("member", "proposal__call", "proposal__organization", "conflict_set_by")


@require_http_methods(["GET", "POST"])
@acts_on("projects.set_conflict", assignment_of_call)
def conflict(request, assignment: Assignment):
    """Take a reviewer out of one proposal, or where that was a mistake, let them declare again."""
    lifts = assignment.has_conflict
    form_class = EndReasonForm if lifts else ConflictForm
    form = form_class(request.POST if request.method == "POST" else None)
    if lifts:
        form.fields["reason"].help_text = "例：同じ名前の別の人だったため"
    if request.method == "POST" and form.is_valid():
        verb = lift_conflict if lifts else set_conflict
        try:
            verb(assignment, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _said(assignment, lifts))
            return redirect("projects:matrix", assignment.proposal.call_id)
    context = {
        "call": assignment.proposal.call,
        "assignment": assignment,
        "proposal": assignment.proposal,
        "form": form,
        "back_url": reverse("projects:matrix", args=[assignment.proposal.call_id]),
    }
    return render(request, "projects/screening/conflict.html", context, status=422 if form.errors else 200)


def _said(assignment: Assignment, lifts: bool) -> str:
    if lifts:
        return f"取り消しました。{assignment.member.name}さんは、もう一度申し出てから採点します。"
    return f"{assignment.member.name}さんは、この提案の審査から外れました。"
