"""Filters for the templates of ふりかえり."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(mapping: Mapping, key):
    """The value behind a key that a loop holds; None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def score(row, side):
    """A row's score of one side."""
    return row.of(side)
