"""What posts and memberships have in common: a beginning, an end, and no second one of the same kind at a time."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from kyodo.wareki import format_date


def refuse_overlap(rows, starts_on: datetime.date, ends_on: datetime.date | None, *, what: str) -> None:
    """Raise `ValidationError` where one of `rows` (of the same person and place) runs in the same days."""
    same_days = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        same_days = same_days.filter(starts_on__lte=ends_on)
    other = same_days.first()
    if other is not None:
        until = f"{format_date(other.ends_on)}まで" if other.ends_on else "終わりの日なし"
        raise ValidationError(
            f"同じ期間に、もう{what}があります（{format_date(other.starts_on)}から{until}）。", code="overlap"
        )


def check_order(starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError("終わりの日は、始まりの日か、それより後にしてください。", code="order")
