"""For the pages of screening, which look rows up in plain dictionaries."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(found: Mapping, key):
    """What stands under a key, or None."""
    return found.get(key)
