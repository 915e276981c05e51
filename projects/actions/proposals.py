"""Beginning a proposal, and choosing anew what it was begun with: 部門, theme, years, the project that goes on."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from kyodo.workflow import StepRefused
from organizations.models import Organization

from ..asked import asked_of
from ..enums import ProposalOrigin, ProposalState, ThemeKind, ThemeState
from ..models import Call, Category, Project, Proposal, Theme
from ..queries.continuing import answers_to_go_on
from ..queries.writing import continuable_projects
from .answers import LONGEST_TITLE, TITLE, Edit, requested_of, save_answers, search_key_of


@dataclass(frozen=True)
class Basics:
    """What a proposal is begun with. `years`: the last year that is planned, counted from the project's first."""

    category: Category
    theme: Theme | None = None
    years: int = 1
    continues: Project | None = None


@transaction.atomic
def start_proposal(
    call: Call, *, organization: Organization, basics: Basics, at: datetime.datetime, by
) -> Proposal:
    """A new draft of this group, with nothing written but what goes on from a running project.

    `at` is when the request arrived. Raises `PermissionDenied`, `StepRefused` where the call is not open or the group
    has as many proposals in it as it may, and `ValidationError` by field where the choices do not fit the call.
    """
    # The group's row is held, so that two members at once do not begin one more than allowed.
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if not by.has_perm("projects.add_proposal", organization):
        raise PermissionDenied
    if not call.takes_proposals_at(at):
        raise StepRefused("この募集は、いま受け付けていません。", code="closed")
    check_number(call, organization)
    chosen = _fields(call, organization, basics)
    proposal = Proposal(call=call, organization=organization, started_by=by, **chosen)
    title = basics.continues.name[:LONGEST_TITLE] if basics.continues else ""
    proposal.search_key = search_key_of(title, organization)
    proposal._history_user = by
    proposal.save()
    if basics.continues:
        carried = {TITLE: title, **answers_to_go_on(proposal, asked_of(proposal))}
        save_answers(proposal, {key: Edit(text, 0) for key, text in carried.items()}, by=by)
    return proposal


@transaction.atomic
def change_basics(proposal: Proposal, *, basics: Basics, by) -> Proposal:
    """Choose anew while the group writes. What was written stays, also for years that are planned no more."""
    locked = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("call", "organization")
        .get(pk=proposal.pk)
    )
    if not by.has_perm("projects.write_proposal", locked):
        raise PermissionDenied
    chosen = _fields(locked.call, locked.organization, basics)
    for name, value in chosen.items():
        setattr(locked, name, value)
    locked.requested = requested_of(locked, asked_of(locked))
    locked._history_user = by
    locked.save(update_fields=[*chosen, "requested", "updated_at"])
    return locked


def check_number(call: Call, organization: Organization, *, besides: Proposal | None = None) -> None:
    """Raise `StepRefused` where the group has as many proposals in the call as it may; what was taken back is free.

    With `besides`, the one to be handed in, drafts are not counted.
    """
    there = call.proposals.filter(organization=organization).exclude(state=ProposalState.WITHDRAWN)
    words = f"この募集に出せる提案は、1団体{call.proposals_per_group}件までです。"
    if besides:
        there = there.exclude(pk=besides.pk).exclude(state=ProposalState.DRAFT)
    else:
        words += "書きかけの提案も数えます。"
    if there.count() >= call.proposals_per_group:
        raise StepRefused(words, code="number")


def year_number_of(project: Project, project_year: int) -> int:
    """Which year of the project that year would be: one more than what was proposed or has run before."""
    before = project.years.filter(fiscal_year__lt=project_year)
    proposed = before.aggregate(number=Max("proposal__year_number"))["number"]
    return (proposed or before.count()) + 1


def _fields(call: Call, organization: Organization, basics: Basics) -> dict:
    """The fields of the proposal for these choices; `ValidationError` by field where they do not fit the call."""
    category, theme = basics.category, basics.theme
    if category.call_id != call.pk:
        raise ValidationError({"category": "この募集の部門を選んでください。"})
    if theme and (theme.call_id != call.pk or theme.state != ThemeState.PUBLISHED):
        raise ValidationError({"theme": "この募集のテーマを選んでください。"})
    kind = ThemeKind.SET if theme else ThemeKind.FREE
    if call.theme_kinds and kind not in call.theme_kinds:
        which = (
            "テーマを選んでください。" if kind == ThemeKind.FREE else "この募集は、自由なテーマで提案します。"
        )
        raise ValidationError({"theme": which})
    number = _year_number(call, organization, basics)
    if not number <= basics.years <= category.max_years:
        raise ValidationError({"years": f"{number}年目から{category.max_years}年目までで選んでください。"})
    return {
        "category": category,
        "theme": theme,
        "theme_kind": kind,
        "origin": ProposalOrigin.CITY if theme and theme.is_city_proposal else ProposalOrigin.CITIZEN,
        "years": basics.years,
        "year_number": number,
        "continues": basics.continues,
    }


def _year_number(call: Call, organization: Organization, basics: Basics) -> int:
    category, project = basics.category, basics.continues
    if not category.is_continuation:
        if project:
            raise ValidationError({"continues": "この部門は、新しい事業のためのものです。"})
        return 1
    if project is None or not continuable_projects(call, [organization.pk]).filter(pk=project.pk).exists():
        raise ValidationError(
            {"continues": "続ける事業を選んでください。いま行っている、この団体の事業です。"}
        )
    number = year_number_of(project, call.project_year)
    if number > category.max_years:
        raise ValidationError(
            {
                "continues": f"続けられるのは{category.max_years}年目までです。この事業は{number}年目になります。"
            }
        )
    return number
