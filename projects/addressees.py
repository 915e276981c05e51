"""Whom a letter about a proposal goes to: those who write for its group today, or those who run the programme."""

from collections.abc import Iterable

from organizations.enums import MembershipRole, PostRole
from organizations.models import Membership, Post, User

WRITERS = (MembershipRole.OFFICER, MembershipRole.EDITOR)


def writers_of(organization_ids: Iterable[int | None]) -> dict[int, list[User]]:
    """The active officers and editors of each of these groups, in one query; a group without any is left out."""
    rows = (
        Membership.objects.in_force()
        .filter(organization__in=set(organization_ids) - {None}, role__in=WRITERS, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    found: dict[int, dict[int, User]] = {}
    for row in rows:
        found.setdefault(row.organization_id, {})[row.user_id] = row.user
    return {organization: list(people.values()) for organization, people in found.items()}


def coordinators() -> list[User]:
    """The active coordinators of today."""
    posts = Post.objects.in_force().filter(role=PostRole.COORDINATOR, user__is_active=True)
    return list(User.objects.filter(pk__in=posts.values("user")).order_by("pk"))
