"""Rows that hang on a project's year, set as a whole: changed, added and taken out, each with its history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from ..models import ProjectYear


@dataclass(frozen=True)
class RowEntry:
    """A row as somebody gave it: an unsaved record, and the id of the one it replaces (None for a new one)."""

    row: models.Model
    row_id: int | None = None


def set_rows(
    year: ProjectYear, model: type[models.Model], fields: tuple[str, ...], entries: Sequence[RowEntry], *, by
) -> None:
    """Make these, in this order, the year's rows of this kind. An id that the year no longer has counts as a new row.

    `fields` are what a row says of itself, `position` among them.
    """
    before = {row.pk: row for row in model.objects.filter(project_year=year)}
    for position, entry in enumerate(entries):
        row = before.pop(entry.row_id, None) or model(project_year=year)
        given = {name: getattr(entry.row, name) for name in fields} | {"position": position}
        if row.pk and all(getattr(row, name) == value for name, value in given.items()):
            continue
        for name, value in given.items():
            setattr(row, name, value)
        row._history_user = by
        row.save()
    for row in before.values():
        row._history_user = by
        row.delete()
