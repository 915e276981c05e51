"""確定: an adopted proposal becomes a project's year, once – a new project, or the next year of one that goes on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from kyodo.access import require
from kyodo.workflow import StepRefused, move
from organizations.models import Division

from ..carried_over import budget_of, costs_of, goals_of, roles_of, text_of
from ..enums import Initiator, Origin, ProposalOrigin
from ..letters.after import tell_confirmed
from ..models import BudgetLine, CollaborationForm, Project, ProjectYear, Proposal, RoleShare
from .goals import GoalEntry, set_goals
from .partners import PartnerEntry, set_partners
from .projects import log_project

NOT_VOTED = "予算の議決を、先に記録してください。"
NOTHING_HANDED_IN = "提出された版がないので、事業の記録を作れません。"
YEAR_IS_TAKEN = "この事業のその年度は、別の提案から確定しています。"


@dataclass(frozen=True)
class Confirmation:
    """One proposal to be confirmed, with what it does not say itself: who runs it, and in which form."""

    proposal: Proposal
    division: Division
    form: CollaborationForm


@transaction.atomic
def confirm_proposal(proposal: Proposal, *, division: Division, form: CollaborationForm, by) -> ProjectYear:
    """Make the proposal's project year with partner, goals, roles and budget; a second call gives the same one.

    Raises `StepRefused` where the vote is missing or the proposal is not adopted.
    """
    current = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("call__programme", "organization", "decision")
        .get(pk=proposal.pk)
    )
    if current.project_id is not None:
        return current.project
    require(by, "projects.confirm_proposal", current)
    if current.call.needs_vote and current.decision.voted_on is None:
        raise StepRefused(NOT_VOTED, code="not_voted")
    revision = current.revisions.first()
    if revision is None:
        raise StepRefused(NOTHING_HANDED_IN, code="nothing_handed_in")
    year = _year_of(current, revision.content, division, form, by)
    move(current, "confirm", by=by, project=year)
    tell_confirmed(current, by=by)
    return year


@transaction.atomic
def confirm_all(confirmations: Iterable[Confirmation], *, by) -> list[ProjectYear]:
    """Several at once: all of them, or none where one is refused."""
    return [
        confirm_proposal(each.proposal, division=each.division, form=each.form, by=by)
        for each in confirmations
    ]


def _year_of(
    proposal: Proposal, snapshot: dict, division: Division, form: CollaborationForm, by
) -> ProjectYear:
    granted = proposal.decision.granted
    lines = budget_of(snapshot, fiscal_year=proposal.call.project_year, granted=granted)
    values = {
        "name": proposal.title,
        "division": division,
        "form": form,
        "content": text_of(snapshot, "content"),
        "programme": proposal.call.programme.name,
        **costs_of(lines, granted),
    }
    goals = [GoalEntry(goal) for goal in goals_of(snapshot)]
    if proposal.continues_id:
        year = _next_year(proposal, values, goals, by)
    else:
        year = ProjectYear(fiscal_year=proposal.call.project_year, **values)
        log_project(
            project=_project_of(proposal, snapshot, form),
            year=year,
            partners=[_partner(proposal)],
            goals=goals,
            by=by,
        )
    _keep_tables(year, roles_of(snapshot), lines, by)
    return year


def _project_of(proposal: Proposal, snapshot: dict, form: CollaborationForm) -> Project:
    from_city = proposal.origin == ProposalOrigin.CITY
    return Project(
        name=proposal.title,
        purpose=text_of(snapshot, "purpose"),
        problem=text_of(snapshot, "problem"),
        expected_effect=text_of(snapshot, "effect"),
        origins=[] if from_city else [str(Origin.BROUGHT_IN)],
        initiators=[str(Initiator.CITY if from_city else Initiator.GROUP)],
        domain=form.domains if len(form.domains) == 1 else "",
    )


def _next_year(proposal: Proposal, values: dict, goals: list[GoalEntry], by) -> ProjectYear:
    """The year of the project that goes on: a new one, or the one that its 課 has begun already."""
    project = Project.objects.select_for_update().get(pk=proposal.continues_id)
    year = project.years.filter(fiscal_year=proposal.call.project_year).first()
    if year is not None and Proposal.objects.filter(project=year).exists():
        raise StepRefused(YEAR_IS_TAKEN, code="year_is_taken")
    before = project.years.filter(fiscal_year__lt=proposal.call.project_year).first()
    partners = _partners_with(year or before, proposal)
    year = year or ProjectYear(project=project, fiscal_year=proposal.call.project_year)
    for name, value in values.items():
        setattr(year, name, value)
    year.copied_from = year.copied_from or before
    year.version += year.pk is not None
    year._history_user = by
    year.save()
    set_goals(year=year, entries=goals, by=by)
    set_partners(year=year, entries=partners, by=by)
    return year


def _partners_with(known: ProjectYear | None, proposal: Proposal) -> list[PartnerEntry]:
    """The proposing group, and whoever else stands in the year as its 課 has begun it, or stood in the last one."""
    others = known.partners.exclude(organization=proposal.organization_id) if known else []
    return [
        _partner(proposal),
        *(PartnerEntry(each.name, each.kind, each.role, each.organization_id) for each in others),
    ]


def _partner(proposal: Proposal) -> PartnerEntry:
    group = proposal.organization
    return PartnerEntry(group.name, group.kind, organization_id=group.pk)


def _keep_tables(year: ProjectYear, roles: list[RoleShare], lines: list[BudgetLine], by) -> None:
    """The role table and the budget of the proposal, in place of what the year had."""
    for model, rows in ((RoleShare, roles), (BudgetLine, lines)):
        model.objects.filter(project_year=year).delete()
        for row in rows:
            row.project_year = year
        bulk_create_with_history(rows, model, default_user=by)
