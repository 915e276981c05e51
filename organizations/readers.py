"""Whom a kind of letter can reach, by what a person is today (`kyodo.registry.LetterKind.reaches`)."""

from .enums import MembershipRole


def runs_the_programmes(user) -> bool:
    """The office: coordinators."""
    return user.standing.is_coordinator


def works_in_a_division(user) -> bool:
    """An administrator's post is no work in a 課."""
    return bool(user.standing.division_ids)


def writes_for_a_group(user) -> bool:
    """Officers and editors."""
    return bool(user.standing.editable_organizations)


def leads_a_group(user) -> bool:
    """Officers."""
    return bool(user.standing.organizations_as(MembershipRole.OFFICER))
