"""One proposal as the office checks it: its text with the remarks at their fields, what goes with it, its history."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kyodo.access import acts_on, sees
from kyodo.history import history_of
from kyodo.models import City
from kyodo.workflow import changes_of

from ..checking import ConditionRow, InChecking, condition_rows
from ..enums import ProposalState
from ..models import Proposal
from ..proposal_steps import step_bar
from ..queries.checking import readable_proposal, remarks_on, shown_snapshot, with_remarks
from ..rulebook import Condition

CHECK = "projects.check_proposal"
TABS = (("提案書", "check_proposal"), ("版をくらべる", "compare_revisions"), ("履歴", "check_history"))


@require_GET
@acts_on(CHECK, readable_proposal)
def check(request, proposal: Proposal):
    """Everything that checking needs on one page."""
    revisions = list(proposal.revisions.select_related("submitted_by").defer("content"))
    remarks = remarks_on(proposal)
    opinions = list(proposal.opinions.select_related("division", "answered_by"))
    snapshot, elsewhere = with_remarks(shown_snapshot(proposal), remarks)
    state = InChecking(
        proposal,
        tuple(remarks),
        tuple(opinions),
        revisions[0].submitted_at if revisions else None,
        City.current().office_name,
        timezone.now(),
    )
    takes_questions = proposal.state in ProposalState.in_checking()
    context = {
        "snapshot": snapshot,
        "elsewhere": elsewhere,
        "opinions": opinions,
        "revisions": revisions,
        "consultations": proposal.consultations.select_related("division"),
        "checking": state,
        "conditions": conditions_beside(proposal, snapshot),
        "next_step": state.next_step(),
        "ask_url": reverse("projects:ask_group", args=[proposal.pk]) if takes_questions else "",
        "takes_opinions": proposal.state in ProposalState.under_consideration(),
    }
    return check_page(request, proposal, "projects/checking/check.html", "check_proposal", **context)


def conditions_beside(proposal: Proposal, snapshot: dict) -> list[ConditionRow]:
    """応募の条件 with the group's answers and what the register says today."""
    asked = Condition.read(proposal.call.conditions)
    return condition_rows(asked, snapshot, proposal.organization, timezone.localdate())


@require_GET
@acts_on(CHECK, readable_proposal)
def check_history(request, proposal: Proposal):
    """Who changed what, with the opinions and consultations."""
    opinions = list(proposal.opinions.select_related("division"))
    names = {(type(each), each.pk): f"{each.division}の意見" for each in opinions}
    events = history_of(proposal, *opinions, *proposal.consultations.all(), names=names)
    return check_page(request, proposal, "projects/checking/history.html", "check_history", events=events)


@require_GET
@sees(readable_proposal)
def read(request, proposal: Proposal):
    """The text alone, for the people of a 課 that is concerned with it."""
    context = {"proposal": proposal, "snapshot": shown_snapshot(proposal)}
    return render(request, "projects/checking/read.html", context)


def check_page(request, proposal: Proposal, template: str, tab: str, **more):
    """The frame of the office's pages of one proposal. `tab`: the address name of the tab that is open."""
    changes = list(changes_of(proposal))
    context = {
        "proposal": proposal,
        "steps": step_bar(proposal, changes),
        "last_change": changes[0] if changes else None,
        "tabs": [
            {"label": label, "url": reverse(f"projects:{name}", args=[proposal.pk]), "current": name == tab}
            for label, name in TABS
        ],
        **more,
    }
    return render(request, template, context)
