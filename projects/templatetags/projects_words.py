"""The words of projects in templates."""

from django import template

from ..enums import PartnerRole, YearState

register = template.Library()


@register.filter
def year_state(value: str) -> YearState:
    """The state behind a stored value, with its label and the tone of its badge."""
    return YearState(value)


@register.filter
def for_reader(state: YearState, user) -> str:
    """The state in the words of whoever reads: the office's, or the group's."""
    return state.label_for(member=not user.standing.is_staff)


@register.filter
def partner_role(value: str) -> str:
    return PartnerRole(value).label
