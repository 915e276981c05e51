"""Who may do what with calls, themes and proposals. What is not named here is denied.

Whoever belongs to a group writes for it alone: a coordinator or reviewer who is also a member of the proposing group
takes no part in checking, judging or deciding its proposal.
"""

import rules

from organizations.enums import MembershipRole, OrganizationState
from organizations.rules import is_coordinator, is_staff

from ..enums import ProposalState, ThemeState


@rules.predicate
def works_for_theme(user, theme):
    return user.is_authenticated and theme is not None and user.standing.works_in(theme.division_id)


@rules.predicate
def is_theme_in_hand(user, theme):
    """The 課 still writes on it: not published, not dropped."""
    return theme is not None and theme.state in (ThemeState.DRAFT, ThemeState.RETURNED)


@rules.predicate
def is_member(user, proposal):
    return (
        user.is_authenticated
        and proposal is not None
        and proposal.organization_id is not None
        and proposal.organization_id in user.standing.memberships
    )


@rules.predicate
def may_write_for_group(user, proposal):
    return (
        user.is_authenticated
        and proposal is not None
        and proposal.organization_id in user.standing.editable_organizations
    )


@rules.predicate
def is_officer(user, proposal):
    return (
        user.is_authenticated
        and proposal is not None
        and proposal.organization_id in user.standing.organizations_as(MembershipRole.OFFICER)
    )


@rules.predicate
def is_writable(user, proposal):
    return proposal is not None and proposal.is_writable


@rules.predicate
def is_undecided(user, proposal):
    return proposal is not None and proposal.state in ProposalState.undecided()


@rules.predicate
def may_write_for_a_group(user, organization):
    """For a registered group; without one named, for any."""
    if not user.is_authenticated:
        return False
    editable = user.standing.editable_organizations
    if organization is None:
        return bool(editable)
    return organization.pk in editable and organization.state == OrganizationState.REGISTERED


@rules.predicate
def writes_on_its_proposal(user, attachment):
    return (
        attachment is not None
        and attachment.removed_at is None
        and is_writable(user, attachment.proposal)
        and may_write_for_group(user, attachment.proposal)
    )


@rules.predicate
def gives_opinion(user, opinion):
    return user.is_authenticated and opinion is not None and user.standing.works_in(opinion.division_id)


@rules.predicate
def is_wanted(user, opinion):
    return opinion is not None and opinion.is_wanted


@rules.predicate
def belongs_to_its_group(user, thing):
    """Of an opinion or a consultation: whoever is a member of the proposing group stays out of it."""
    return thing is not None and is_member(user, thing.proposal)


@rules.predicate
def is_draft(user, proposal):
    return proposal is not None and proposal.state == ProposalState.DRAFT


@rules.predicate
def is_consulting_division(user, consultation):
    return (
        user.is_authenticated
        and consultation is not None
        and user.standing.works_in(consultation.division_id)
    )


@rules.predicate
def asked_for_consultation(user, consultation):
    return consultation is not None and may_write_for_group(user, consultation.proposal)


impartial_office = is_coordinator & ~is_member

# The programme and its calls
rules.add_perm("projects.run_programme", is_coordinator)
rules.add_perm("projects.view_programme", is_staff)
rules.add_perm("projects.add_theme", is_staff)
rules.add_perm("projects.change_theme", (works_for_theme & is_theme_in_hand) | is_coordinator)
rules.add_perm("projects.drop_theme", works_for_theme | is_coordinator)
rules.add_perm("projects.ask_question", may_write_for_a_group)
rules.add_perm("projects.answer_question", is_coordinator)
# Writing
rules.add_perm("projects.add_proposal", may_write_for_a_group)
rules.add_perm("projects.write_proposal", may_write_for_group & is_writable)
rules.add_perm("projects.open_writing", may_write_for_group)
rules.add_perm("projects.remove_attachment", writes_on_its_proposal)
rules.add_perm("projects.submit_proposal", is_officer)
rules.add_perm("projects.withdraw_proposal", is_officer & is_undecided)
rules.add_perm("projects.decline_proposal", is_officer)
rules.add_perm("projects.answer_remark", may_write_for_group)
rules.add_perm("projects.ask_consultation", may_write_for_group & is_draft)
rules.add_perm(
    "projects.drop_consultation", asked_for_consultation | (is_coordinator & ~belongs_to_its_group)
)
# Checking
rules.add_perm(
    "projects.hold_consultation", (is_coordinator | is_consulting_division) & ~belongs_to_its_group
)
rules.add_perm("projects.refer_consultation", is_coordinator & ~belongs_to_its_group)
rules.add_perm("projects.view_consultations", is_staff)
rules.add_perm("projects.check_proposal", impartial_office)
rules.add_perm("projects.reopen_proposal", impartial_office)
rules.add_perm("projects.give_opinion", gives_opinion & is_wanted & ~belongs_to_its_group)
rules.add_perm("projects.view_opinions", is_staff)
rules.add_perm("projects.view_proposals", is_coordinator)
rules.add_perm("projects.view_proposal_history", is_coordinator | is_member)
