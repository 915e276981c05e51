"""割当て: who reads which proposal, evenly or by hand."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kyodo.access import acts_on
from kyodo.lists import PagedRows
from organizations.views.pages import add_refusal, say_refusal

from ..actions.assignments import CLOSED, assign_evenly, set_reviewers
from ..forms.assigning import EachForm, ReviewersForm
from ..models import Call, Proposal
from ..queries.assigning import Workload, stage_in_hand, workload_of
from ..queries.screening import screened_call
from ..tabs import screening_tabs


@require_http_methods(["GET", "POST"])
@acts_on("projects.run_screening", screened_call)
def assign(request, call: Call):
    """How many read each proposal; what an even assignment would add is shown before it is made."""
    stage = stage_in_hand(call)
    if request.method == "POST":
        return _assign(request, call)
    form = EachForm(request.GET if "each" in request.GET else None)
    work = workload_of(call, stage) if stage else None
    plan = work.plan(form.cleaned_data["each"]) if work and form.is_bound and form.is_valid() else None
    context = {
        "call": call,
        "tabs": screening_tabs(call, "assign"),
        "stage": stage,
        "form": form,
        "plan": plan,
        "work": work,
        "loads": _loads(work, plan.pairs if plan else ()) if work else [],
        **(_proposals(request, work, plan) if work else {}),
    }
    return render(request, "projects/assigning/assign.html", context, status=422 if form.errors else 200)


def _assign(request, call: Call):
    form = EachForm(request.POST)
    if not form.is_valid():
        messages.error(request, "1から20までの数を入れてください。")
        return redirect("projects:assign", call.pk)
    try:
        count = assign_evenly(call, each=form.cleaned_data["each"], by=request.user)
    except ValidationError as error:
        say_refusal(request, error)
    else:
        said = (
            f"{count}件を割り当て、委員に知らせました。"
            if count
            else "もう割り当ててあります。何も変えませんでした。"
        )
        messages.success(request, said)
    return redirect("projects:assign", call.pk)


def _loads(work: Workload, added) -> list[dict]:
    """Each reviewer with what they have now, and what they would have."""
    now = Counter(member for _, member in work.kept)
    more = Counter(member for _, member in added)
    return [
        {
            "member": member,
            "now": now[member.pk],
            "more": more[member.pk],
            "then": now[member.pk] + more[member.pk],
        }
        for member in work.members
    ]


def _proposals(request, work: Workload, plan) -> dict:
    """A page of the proposals, each with who reads it and who would be added."""
    names = {member.pk: member.name for member in work.members}
    listing = PagedRows(request, work.proposals, 50)
    shown = {proposal.pk for proposal in listing.page.object_list}
    readers: dict[int, list[str]] = {key: [] for key in shown}
    added: dict[int, list[str]] = {key: [] for key in shown}
    for pairs, found in ((sorted(work.kept), readers), (plan.pairs if plan else (), added)):
        for proposal, member in pairs:
            if proposal in shown and member in names:
                found[proposal].append(names[member])
    rows = [
        {
            "proposal": proposal,
            "readers": readers[proposal.pk],
            "added": added[proposal.pk],
            "short": plan.short.get(proposal.pk, 0) if plan else 0,
            "may_choose": request.user.has_perm("projects.choose_reviewers", proposal),
        }
        for proposal in listing.page.object_list
    ]
    return {"listing": listing, "rows": rows}


def screened_proposal(user, proposal_id: int):
    """A proposal, for the office's pages of its screening."""
    calls = Call.objects.visible_to(user)
    rows = Proposal.objects.for_office().filter(pk=proposal_id, call__in=calls)
    return rows.select_related("call", "organization")


@require_http_methods(["GET", "POST"])
@acts_on("projects.choose_reviewers", screened_proposal)
def assign_by_hand(request, proposal: Proposal):
    """The reviewers of one proposal."""
    stage = stage_in_hand(proposal.call)
    if stage is None:
        messages.error(request, CLOSED)
        return redirect("projects:assign", proposal.call_id)
    data = request.POST if request.method == "POST" else None
    form = ReviewersForm(data, proposal=proposal, work=workload_of(proposal.call, stage))
    if request.method == "POST" and form.is_valid():
        try:
            set_reviewers(proposal, members=form.cleaned_data["members"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"「{proposal}」を読む委員を決めました。")
            return redirect("projects:assign", proposal.call_id)
    context = {"call": proposal.call, "proposal": proposal, "form": form}
    return render(request, "projects/assigning/by_hand.html", context, status=422 if form.errors else 200)
