"""The decisions of the demo, and the projects that came out of them."""

import datetime

from ..actions.listing import fill_listing
from ..carried_over import budget_of, costs_of, goals_of, roles_of
from ..enums import PartnerRole, ProposalState, Verdict, YearState
from ..models import (
    BudgetLine,
    CollaborationForm,
    Decision,
    Goal,
    Partner,
    Project,
    ProjectYear,
    Proposal,
    RoleShare,
)
from .cast import Cast


def project_year_of(proposal: Proposal, demo: dict, cast: Cast) -> ProjectYear | None:
    """What 確定 made of the proposal: the year of a project that the demo has already, or a new one."""
    if proposal.state != ProposalState.CONFIRMED:
        return None
    year = proposal.call.project_year
    if "project" in demo:
        return ProjectYear.objects.get(name=demo["project"], fiscal_year=year)
    project = Project.objects.create(
        name=demo["name"],
        problem=demo["problem"],
        purpose=demo["purpose"],
        expected_effect=demo["effect"],
        origins=["brought_in"],
        initiators=["group"],
        domain="B",
        started_on=datetime.date(year, 4, 1),
    )
    group = proposal.organization
    row = ProjectYear(
        project=project,
        fiscal_year=year,
        name=demo["name"],
        division=proposal.division,
        form=CollaborationForm.objects.get(name="補助・助成"),
        state=YearState.DONE if demo.get("is_over") else YearState.RUNNING,
        starts_on=datetime.date(year, 4, 1),
        ends_on=datetime.date(year + 1, 3, 31),
        content=demo["content"],
        programme=proposal.call.programme.name,
    )
    fill_listing(row, partner_names=[group.name]).save()
    Partner.objects.create(
        project_year=row, organization=group, name=group.name, kind=group.kind, role=PartnerRole.LEAD
    )
    return row


def keep_agreed(proposal: Proposal) -> None:
    """Goals, roles and budget of a confirmed proposal as those of its project's year."""
    content, row, granted = proposal.revisions.first().content, proposal.project, proposal.requested
    lines = budget_of(content, fiscal_year=row.fiscal_year, granted=granted)
    for model, things in ((Goal, goals_of(content)), (RoleShare, roles_of(content)), (BudgetLine, lines)):
        for thing in things:
            thing.project_year = row
        model.objects.bulk_create(things)
    costs = costs_of(lines, granted)
    for name, amount in costs.items():
        setattr(row, name, amount)
    row.save(update_fields=list(costs))


def decide(proposal: Proposal, demo: dict, cast: Cast) -> None:
    """The decision as it was entered, and, where the call is decided, read and released."""
    verdict, reason, comment, is_read = demo["decision"]
    released_at = proposal.call.released_at
    entered_at = (released_at or cast.calendar.at(-2, cast.calendar.year)) - datetime.timedelta(hours=20)
    is_adopted = verdict == Verdict.ADOPTED
    voted = proposal.state == ProposalState.CONFIRMED
    Decision.objects.create(
        proposal=proposal,
        verdict=verdict,
        reserve_rank=1 if verdict == Verdict.RESERVE else None,
        granted=proposal.requested if is_adopted else None,
        reason=reason,
        comment=comment,
        entered_by=cast.office,
        entered_at=entered_at,
        read_by=cast.second if is_read else None,
        read_at=entered_at + datetime.timedelta(hours=3) if is_read else None,
        released_at=released_at,
        voted_on=proposal.call.voted_on if voted else None,
    )
    if voted and "project" not in demo:
        keep_agreed(proposal)
