"""Who may do what in screening and decision. What is not named here is denied."""

import rules

from organizations.rules import is_coordinator

from .proposals import impartial_office

PANEL = "panel"  # how a place on a panel stands in `Standing.elsewhere`


@rules.predicate
def is_own(user, assignment):
    """The reviewer's own, and the place on the panel holds."""
    if not user.is_authenticated or assignment is None:
        return False
    member = assignment.member
    return member.user_id == user.pk and member.accepted_at is not None and member.ended_at is None


@rules.predicate
def is_outsider(user, assignment):
    """Nobody judges the proposal of a group to which they belong."""
    return assignment is not None and assignment.proposal.organization_id not in user.standing.memberships


@rules.predicate
def is_free_of_conflict(user, assignment):
    return assignment is not None and assignment.declared_at is not None and not assignment.has_conflict


@rules.predicate
def is_reviewer(user):
    return user.is_authenticated and PANEL in user.standing.elsewhere


@rules.predicate
def is_impartial(user, assignment):
    """Whoever belongs to the proposing group takes no part, whatever post they hold."""
    return assignment is None or assignment.proposal.organization_id not in user.standing.memberships


rules.add_perm("projects.review", is_reviewer)
rules.add_perm("projects.declare_conflict", is_own)
rules.add_perm("projects.read_assigned", is_own & is_outsider & is_free_of_conflict)
rules.add_perm("projects.score", is_own & is_outsider & is_free_of_conflict)
rules.add_perm("projects.run_screening", is_coordinator)
rules.add_perm("projects.choose_reviewers", impartial_office)
rules.add_perm("projects.set_conflict", is_coordinator & is_impartial)
rules.add_perm("projects.decide", impartial_office)
rules.add_perm("projects.read_decision", impartial_office)
rules.add_perm("projects.release_decisions", is_coordinator)
rules.add_perm("projects.confirm_proposal", impartial_office)
