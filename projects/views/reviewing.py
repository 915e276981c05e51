"""A reviewer's pages: the list of what is assigned, and 利害関係 before a proposal opens."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kyodo.access import acts_on, requires
from kyodo.lists import PagedRows
from organizations.views.pages import add_refusal

from ..actions.scoring import declare as declare_conflict
from ..enums import ScoringState
from ..forms.scoring import DeclareForm
from ..models import Assignment
from ..queries.reviewing import (
    criteria_asked,
    next_to_do,
    own_assignment,
    own_assignments,
    panel_calls,
    progress_of,
    scored_by,
    still_to_do,
)

ALL = "all"


@require_GET
@requires("projects.review")
def reviews(request):
    """What is assigned to this reviewer, in all calls: what is still to do, or all of it."""
    calls = list(panel_calls(request.user))
    progress = progress_of(request.user, calls)
    rows = own_assignments(request.user)
    shows_all = request.GET.get("show") == ALL
    shown = rows if shows_all else still_to_do(rows)
    listing = PagedRows(request, shown.order_by("-proposal__call_id", "proposal_id"), 50)
    assignments = list(listing.page.object_list)
    asked, scored = criteria_asked(calls), scored_by(assignments)
    context = {
        "listing": listing,
        "lines": [
            _line(row, scored.get(row.pk, 0), *asked.get(_place(row), (None, 0))) for row in assignments
        ],
        "progress": progress,
        "shows_all": shows_all,
        "left": sum(each.total - each.done for each in progress if each.is_open),
    }
    return render(request, "projects/reviewing/list.html", context)


def _place(row: Assignment) -> tuple[int, int]:
    return row.proposal.call_id, row.proposal.stage_number


def _line(row: Assignment, scored: int, stage, asked: int) -> dict:
    """One proposal of the list. It leads to the declaration, to the sheet, or (in conflict) nowhere."""
    state = row.scoring_state(row.proposal.stage_number, scored, asked)
    is_open = row.is_open_in(stage)
    if state == ScoringState.CONFLICT or (state == ScoringState.UNDECLARED and not is_open):
        leads_to = ""
    else:
        leads_to = "declare" if state == ScoringState.UNDECLARED else "score"
    return {
        "assignment": row,
        "proposal": row.proposal,
        "stage": stage,
        "state": state,
        "scored": scored,
        "asked": asked,
        "is_open": is_open,
        "leads_to": leads_to,
        "waits": is_open and state in ScoringState.waiting(),
    }


@require_http_methods(["GET", "POST"])
@acts_on("projects.declare_conflict", own_assignment)
def declare(request, assignment: Assignment):
    """利害関係, asked before the proposal opens: the page shows its title and its group alone."""
    form = DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declared = declare_conflict(assignment, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return _go_on(request, declared)
    context = {"assignment": assignment, "proposal": assignment.proposal, "form": form}
    return render(request, "projects/reviewing/declare.html", context, status=422 if form.errors else 200)


def _go_on(request, assignment: Assignment):
    if not assignment.has_conflict:
        return redirect("projects:score", assignment.pk)
    messages.success(request, "申し出を記録しました。この提案の審査から外れます。")
    return redirect(address_of_next(request.user, assignment))


def address_of_next(user, assignment: Assignment) -> str:
    """The next proposal of the call that waits for the reviewer, or the list."""
    following = next_to_do(user, assignment)
    if following is None:
        return reverse("projects:reviews")
    name = "projects:score" if following.declared_at else "projects:declare"
    return reverse(name, args=[following.pk])
