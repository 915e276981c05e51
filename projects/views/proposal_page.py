"""What every page of one proposal shows its group round its own content: where it stands, what is next, tabs."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kyodo.models import City
from kyodo.workflow import changes_of

from ..models import Proposal
from ..proposal_steps import next_step, step_bar
from ..queries.checking import first_question

TABS = (("いま", "proposal"), ("提案書", "proposal_text"), ("履歴", "proposal_history"))


def proposal_page(request, proposal: Proposal, template: str, tab: str = "", *, status: int = 200, **more):
    """Render one page of a proposal for its group. `tab`: the address name of the tab that is open."""
    user, now, city = request.user, timezone.now(), City.current()
    step = next_step(
        proposal,
        now,
        group=proposal.organization.name,
        office=city.office_name,
        question=first_question(proposal),
    )
    context = {
        "proposal": proposal,
        "steps": step_bar(proposal, changes_of(proposal)),
        "next_step": step,
        "tabs": _tabs(proposal, tab),
        "may_write": user.has_perm("projects.write_proposal", proposal),
        "may_submit": user.has_perm("projects.submit_proposal", proposal),
        "may_withdraw": user.has_perm("projects.withdraw_proposal", proposal),
        "takes_now": proposal.is_writable and proposal.may_be_handed_in_at(now),
        **more,
    }
    return render(request, template, context, status=status)


def _tabs(proposal: Proposal, current: str) -> list[dict]:
    return [
        {
            "label": label,
            "url": reverse(f"projects:{name}", args=[proposal.pk]),
            "count": None,
            "current": name == current,
        }
        for label, name in TABS
    ]
