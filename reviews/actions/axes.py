"""ふりかえりの視点: a version is never edited; another wording is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ..models import Axis, AxisSet


@dataclass(frozen=True)
class AxisText:
    """One axis as somebody words it."""

    label: str
    question: str


@transaction.atomic
def make_version(*, key: str, name: str, axes: Sequence[AxisText]) -> tuple[AxisSet, str]:
    """Make these axes current, as a new version unless the newest says the same.

    Returns the set and what happened: "created", "updated" (an old wording made current again) or "unchanged".
    """
    newest = AxisSet.objects.select_for_update().filter(key=key).order_by("-version").first()
    if newest and newest.name == name and texts_of(newest) == list(axes):
        if newest.is_current:
            return newest, "unchanged"
        make_current(newest)
        return newest, "updated"
    fresh = AxisSet.objects.create(
        key=key, version=newest.version + 1 if newest else 1, name=name, is_current=False
    )
    Axis.objects.bulk_create(
        Axis(axis_set=fresh, number=number, label=axis.label, question=axis.question)
        for number, axis in enumerate(axes, start=1)
    )
    make_current(fresh)
    return fresh, "created"


def texts_of(axis_set: AxisSet) -> list[AxisText]:
    return [AxisText(axis.label, axis.question) for axis in axis_set.axes.all()]


@transaction.atomic
def make_current(axis_set: AxisSet) -> None:
    """New rounds use this version."""
    AxisSet.objects.filter(is_current=True).exclude(pk=axis_set.pk).update(is_current=False)
    AxisSet.objects.filter(pk=axis_set.pk).update(is_current=True)
    axis_set.is_current = True
