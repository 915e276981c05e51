"""Whom a letter about a survey goes to: the people who answer for a 課 or a group today."""

from collections.abc import Iterable

from organizations.enums import PostRole
from organizations.models import Division, Post, User
from projects.addressees import writers_of

from .models import Respondent


def people_of(respondents: Iterable[Respondent]) -> dict[int, list[User]]:
    """Respondent id → who answers for it, in at most three queries; read them with `select_related("answers_through")`.

    Of a 課 its 協働推進員, or all who work there where it has none; of a 課 that has ended those of the one that came
    after it. A respondent whom nobody answers for stands there with an empty list.
    """
    respondents = list(respondents)
    asked = {each.pk: each.answers_through or each for each in respondents}
    divisions = _divisions_with_heirs({each.division_id for each in asked.values()} - {None})
    staff = _staff_of({heir for heirs in divisions.values() for heir in heirs})
    members = writers_of(each.organization_id for each in asked.values())
    found = {}
    for pk, each in asked.items():
        heirs = divisions.get(each.division_id, ())
        posts = [post for heir in heirs for post in staff.get(heir, ())]
        promoters = [post.user for post in posts if post.role == PostRole.PROMOTER]
        people = promoters or [post.user for post in posts] or members.get(each.organization_id, [])
        found[pk] = list(dict.fromkeys(people))
    return found


def _divisions_with_heirs(division_ids: set[int]) -> dict[int, list[int]]:
    """Each 課 with all that came after it; a circle in the records ends it."""
    if not division_ids:
        return {}
    successors = dict(Division.objects.filter(successor__isnull=False).values_list("pk", "successor_id"))
    found = {}
    for division in division_ids:
        line = [division]
        while (after := successors.get(line[-1])) and after not in line:
            line.append(after)
        found[division] = line
    return found


def _staff_of(division_ids: set[int]) -> dict[int, list[Post]]:
    """Who works there today; an administrator's post is no work in a 課."""
    posts = (
        Post.objects.in_force()
        .filter(division__in=division_ids, user__is_active=True)
        .exclude(role=PostRole.ADMINISTRATOR)
        .select_related("user")
        .order_by("pk")
    )
    found: dict[int, list[Post]] = {}
    for post in posts:
        found.setdefault(post.division_id, []).append(post)
    return found
