"""For the pages of proposals, which show plain data: a snapshot knows no models."""

import datetime
from collections.abc import Mapping

from django import template

from kyodo.wareki import format_date

from ..completeness import Gap
from ..enums import ProposalOrigin, ProposalState, Reader

FILES = "files"  # the key of the field 添付

register = template.Library()


@register.filter
def cell(cells: Mapping, key: str):
    """What stands in one column of a row."""
    return cells.get(key, "")


@register.filter
def iso_date(text: str | None) -> str:
    """「令和8年（2026年）4月1日」 for a day kept as 2026-04-01."""
    return format_date(datetime.date.fromisoformat(text)) if text else ""


@register.filter
def origin_label(value: str) -> str:
    return ProposalOrigin(value).label


@register.filter
def for_group(state: str) -> str:
    """A proposal's state in the group's own words."""
    return ProposalState(state).label_for(Reader.GROUP)


@register.filter
def anchor(gap: Gap) -> str:
    """The id of the field, cell, year of the budget or paper that the gap is about, on the page of its section."""
    field, _, paper = gap.key.partition(".")
    return f"paper-{paper}" if field == FILES and paper else f"field-{gap.key}"
