"""The decisions of the demo, and the projects that came out of them."""

import datetime

from ..actions.listing import fill_listing
from ..asked import asked_of
from ..budget import Budget
from ..completeness import budget_of
from ..enums import AnswerKind, PartnerRole, ProposalState, Verdict, YearState
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
from ..snapshot import content_of
from .answers import patterns
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
    _agreed(row, demo)
    return row


def _agreed(row: ProjectYear, demo: dict) -> None:
    """Goals, roles and budget as the proposal had them."""
    title, target, unit = demo["goal"]
    Goal.objects.create(project_year=row, title=title, target=target, unit=unit)
    title, expected = demo["wish"]
    Goal.objects.create(project_year=row, title=title, expected=expected, is_countable=False, position=1)
    pattern = patterns()[demo["pattern"]]
    RoleShare.objects.bulk_create(
        RoleShare(
            project_year=row,
            item=item,
            group_part=group_part,
            city_part=city_part,
            responsible=responsible,
            payer=payer,
            position=position,
        )
        for position, (item, group_part, city_part, responsible, payer) in enumerate(pattern["roles"])
    )


def budget_in(proposal: Proposal) -> Budget:
    asked = asked_of(proposal)
    field = next(each for each in asked.fields if each.kind == AnswerKind.BUDGET)
    return budget_of(field, asked, content_of(proposal))


def keep_budget(proposal: Proposal) -> None:
    """The budget of a confirmed proposal as lines of its project's first year."""
    budget, row = budget_in(proposal).years[0], proposal.project
    BudgetLine.objects.bulk_create(
        BudgetLine(
            project_year=row,
            side=line.side,
            source=line.source,
            item=line.item,
            note=line.note,
            unit_price=line.unit_price,
            quantity=line.quantity,
            unit=line.unit,
            amount=line.amount,
            is_eligible=line.is_eligible,
            position=position,
        )
        for position, line in enumerate(budget.lines)
    )
    row.city_cost, row.group_cost = budget.requested, budget.income_total - budget.requested
    row.save(update_fields=["city_cost", "group_cost"])


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
        voted_on=datetime.date(proposal.call.project_year, 3, 25) if voted else None,
    )
    if voted and "project" not in demo:
        keep_budget(proposal)
