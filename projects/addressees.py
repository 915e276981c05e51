"""Whom a letter about a proposal goes to: those who write for its group today, who run the programme, or of a 課."""

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


def impartial(people: Iterable[User], organization_id: int | None) -> list[User]:
    """Those of them who do not belong to the group today."""
    members = (
        Membership.objects.in_force().filter(organization=organization_id).values_list("user", flat=True)
    )
    left_out = set(members)
    return [person for person in people if person.pk not in left_out]


def people_of(division_ids: Iterable[int | None]) -> dict[int, list[User]]:
    """Who answers for each of these 課: its active 協働推進員, or everybody who works there where it has none."""
    rows = (
        Post.objects.in_force()
        .filter(division__in=set(division_ids) - {None}, user__is_active=True)
        .exclude(role=PostRole.ADMINISTRATOR)
        .select_related("user")
        .order_by("pk")
    )
    found: dict[int, dict[int, Post]] = {}
    for row in rows:
        held = found.setdefault(row.division_id, {})
        if row.role == PostRole.PROMOTER or row.user_id not in held:
            held[row.user_id] = row
    return {division: _promoters_first(list(posts.values())) for division, posts in found.items()}


def _promoters_first(posts: list[Post]) -> list[User]:
    promoters = [post.user for post in posts if post.role == PostRole.PROMOTER]
    return promoters or [post.user for post in posts]
