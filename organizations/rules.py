"""Who may do what with people, 課 and groups: the whole policy on one screen. What is not named here is denied."""

import rules

from .enums import MembershipRole, OrganizationState, PostRole


@rules.predicate
def is_staff(user):
    return user.is_authenticated and user.standing.is_staff


@rules.predicate
def is_coordinator(user):
    return user.is_authenticated and user.standing.is_coordinator


@rules.predicate
def is_administrator(user):
    return user.is_authenticated and user.standing.is_administrator


@rules.predicate
def is_member(user, organization):
    return user.is_authenticated and organization is not None and organization.pk in user.standing.memberships


@rules.predicate
def may_edit_for(user, organization):
    return (
        user.is_authenticated
        and organization is not None
        and organization.pk in user.standing.editable_organizations
    )


@rules.predicate
def is_officer(user, organization):
    return (
        user.is_authenticated
        and organization is not None
        and organization.pk in user.standing.organizations_as(MembershipRole.OFFICER)
    )


@rules.predicate
def is_officer_of_its_group(user, membership):
    return membership is not None and is_officer(user, membership.organization)


@rules.predicate
def may_take_back(user, invitation):
    """Whoever could send this invitation today."""
    if invitation is None:
        return False
    if invitation.organization_id:
        return user.has_perm("organizations.manage_members", invitation.organization)
    return user.has_perm("organizations.give_role", invitation.role)


@rules.predicate
def is_running(user, organization):
    """A group that has left is read, no longer written."""
    return organization is not None and organization.state != OrganizationState.WITHDRAWN


@rules.predicate
def is_lesser_role(user, role):
    """Any role in a 課 but the administrator's, which an administrator alone hands on."""
    return role is not None and role != PostRole.ADMINISTRATOR


@rules.predicate
def holds_lesser_role(user, post):
    return post is not None and post.role != PostRole.ADMINISTRATOR


# Groups
rules.add_perm("organizations.change_organization", is_running & (may_edit_for | is_coordinator))
rules.add_perm("organizations.submit_organization", is_officer)
rules.add_perm("organizations.check_organization", is_coordinator)
rules.add_perm("organizations.withdraw_organization", is_officer | is_coordinator)
rules.add_perm("organizations.manage_members", is_running & (is_officer | is_coordinator))
rules.add_perm("organizations.manage_membership", is_officer_of_its_group | is_coordinator)
rules.add_perm("organizations.view_members", is_member | is_coordinator)
rules.add_perm("organizations.view_history", is_member | is_staff)
rules.add_perm("organizations.export_organizations", is_staff)
# City hall
rules.add_perm("organizations.view_staff", is_staff)
rules.add_perm("organizations.manage_staff", is_coordinator | is_administrator)
rules.add_perm("organizations.give_role", is_administrator | (is_coordinator & is_lesser_role))
rules.add_perm("organizations.change_invitation", may_take_back)
rules.add_perm("organizations.change_post", is_administrator | (is_coordinator & holds_lesser_role))
rules.add_perm("organizations.import_staff", is_administrator)
rules.add_perm("organizations.manage_divisions", is_coordinator | is_administrator)
rules.add_perm("kyodo.change_city", is_administrator)
rules.add_perm("kyodo.manage_letters", is_coordinator | is_administrator)
