"""Verbs for 課: begun, corrected, and succeeded by others when city hall is reorganised."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from kyodo.text import search_key

from ..lineage import forget_lineage
from ..models import Division, Invitation, Post, User


@transaction.atomic
def save_division(division: Division, *, by: User | None) -> Division:
    """Store a 課, new or corrected (a new name from a certain day on is `succeed_divisions`)."""
    division.search_key = search_key(division.name)[:60]
    division._history_user = by
    division.save()
    transaction.on_commit(forget_lineage)
    return division


@transaction.atomic
def succeed_divisions(
    old: Sequence[Division],
    *,
    new: Division,
    on: datetime.date,
    by: User,
    branches: Sequence[Division] = (),
) -> Division:
    """From the day `on`, `new` takes over the records and people of `old`.

    One old and one new is a rename, several old a merger; `branches` are further new 課 of a split. `new` may exist
    already. The people's posts end with the old 課 and go on, as they were, in the new one.
    """
    last_day = on - datetime.timedelta(days=1)
    old = list(Division.objects.select_for_update().filter(pk__in=[each.pk for each in old]).order_by("pk"))
    for division in old:
        _check_may_end(division, last_day)
    if new.pk is None:
        new.starts_on = on
        save_division(new, by=by)
    elif new.pk in {division.pk for division in old}:
        raise ValidationError("課は、自分自身に引き継げません。", code="itself")
    for branch in branches:
        branch.starts_on = on
        branch.split_from = old[0]
        save_division(branch, by=by)
    for division in old:
        _move_posts(division, new, on, by)
        division.ends_on = last_day
        division.successor = new
        save_division(division, by=by)
        Invitation.objects.open().filter(division=division).update(division=new)
    return new


def _check_may_end(division: Division, last_day: datetime.date) -> None:
    if division.successor_id is not None or division.ends_on is not None:
        raise ValidationError(f"{division}は、もう終わることになっています。", code="ended")
    if last_day < division.starts_on:
        raise ValidationError(f"{division}は、その日にはまだありません。", code="not_begun")


def _move_posts(division: Division, new: Division, on: datetime.date, by: User) -> None:
    going_on = Post.objects.filter(division=division).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    already = set(
        Post.objects.filter(division=new, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .values_list("user_id", "role")
    )
    for post in going_on:
        post._history_user = by
        if post.starts_on >= on:
            post.division = new
        else:
            if (post.user_id, post.role) not in already:
                already.add((post.user_id, post.role))
                fresh = Post(
                    user_id=post.user_id, division=new, role=post.role, starts_on=on, ends_on=post.ends_on
                )
                fresh._history_user = by
                fresh.save()
            post.ends_on = on - datetime.timedelta(days=1)
        post.save()
