"""For the pages of groups."""

from collections.abc import Iterable

from django import template

from ..queries import Duplicate

register = template.Library()


@register.filter
def keys_of(duplicates: Iterable[Duplicate]) -> str:
    """「3,8」: the groups that somebody says are not the same as theirs."""
    return ",".join(str(each.organization.pk) for each in duplicates)
