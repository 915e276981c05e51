"""Verbs for 所属: who works in which 課, as what, from when to when."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from kyodo.access import require

from ..enums import PostRole
from ..models import Division, Post, User
from .periods import check_order, refuse_overlap

WHAT = "この課での同じ役割の所属"


@transaction.atomic
def give_post(
    user: User,
    *,
    division: Division,
    role: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: User | None,
) -> Post:
    """Begin a post. `by` None is the server's own command line."""
    if by is not None:
        require(by, "organizations.give_role", role)
    check_order(starts_on, ends_on)
    check_within(division, starts_on, ends_on)
    refuse_overlap(user.posts.filter(division=division, role=role), starts_on, ends_on, what=WHAT)
    post = Post(user=user, division=division, role=role, starts_on=starts_on, ends_on=ends_on)
    post._history_user = by
    post.save()
    return post


@transaction.atomic
def change_post_end(post: Post, *, by: User | None, ends_on: datetime.date | None) -> Post:
    """Give a post another last day (None: open). It ends by itself when that day is over."""
    post = Post.objects.select_for_update().select_related("division").get(pk=post.pk)
    if by is not None:
        require(by, "organizations.give_role", post.role)
    check_order(post.starts_on, ends_on)
    check_within(post.division, post.starts_on, ends_on)
    others = post.user.posts.filter(division=post.division, role=post.role).exclude(pk=post.pk)
    refuse_overlap(others, post.starts_on, ends_on, what=WHAT)
    if by is not None and by.pk == post.user_id and ends_on is not None:
        _keep_own_administration(post, ends_on)
    post.ends_on = ends_on
    post._history_user = by
    post.save()
    return post


def check_within(division: Division, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """A post holds in a 課 that exists on its first day."""
    if starts_on < division.starts_on or (division.ends_on is not None and starts_on > division.ends_on):
        raise ValidationError(f"{division}は、その日にはありません。", code="division")
    if division.ends_on is not None and (ends_on is None or ends_on > division.ends_on):
        raise ValidationError(f"{division}がなくなる日までにしてください。", code="division")


def _keep_own_administration(post: Post, ends_on: datetime.date) -> None:
    """Whoever looks after the portal hands that over through somebody else, never by leaving."""
    if post.role != PostRole.ADMINISTRATOR:
        return
    others = post.user.posts.filter(role=PostRole.ADMINISTRATOR, ends_on__isnull=True).exclude(pk=post.pk)
    if not others.exists():
        raise ValidationError(
            "自分のシステム管理者の所属は、自分では終えられません。ほかの管理者に頼んでください。",
            code="own_last",
        )
