"""What this app hands down to the desk, the search, the frame and the 年度ボード."""

import datetime

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo import registry
from kyodo.registry import Door, SearchGroup, Task
from kyodo.search import search

from .actions.invitations import GOOD_FOR, verified_addresses
from .enums import OrganizationState
from .models import Invitation, Membership, Organization, Post
from .queries import ending_soon

SHOWN = 5
TASKS = 20
CHECK_WITHIN_DAYS = 7


@registry.doors
def doors():
    yield Door("団体", "organizations:list", 30, lambda user: True)


@registry.desk_tasks
def applications_to_check(user, today):
    if not user.has_perm("organizations.check_organization"):
        return
    rows = Organization.objects.filter(state=OrganizationState.APPLIED)
    for organization in rows.order_by("state_changed_at", "created_at")[:TASKS]:
        since = timezone.localdate(organization.state_changed_at or organization.created_at)
        yield Task(
            what="団体の登録の申請を確かめる",
            record=organization.name,
            url=reverse("organizations:check", args=[organization.pk]),
            button="確かめる",
            due_on=since + datetime.timedelta(days=CHECK_WITHIN_DAYS),
            note="今日届きました" if since == today else f"届いて{(today - since).days}日",
        )


@registry.desk_tasks
def registrations_to_mend(user, today):
    mine = user.standing.editable_organizations
    if not mine:
        return
    for organization in Organization.objects.filter(pk__in=mine, state=OrganizationState.RETURNED):
        yield Task(
            what="団体の登録の申請を直して出し直す",
            record=organization.name,
            url=reverse("organizations:change", args=[organization.pk]),
            button="直す",
            due_on=None,
            note="直してほしいところが項目ごとに書いてあります",
        )


@registry.desk_tasks
def invitations_in_hand(user, today):
    """Those that I was sent, and those that I sent and nobody answered for a week."""
    own = Q(email__in=verified_addresses(user)) | Q(email=user.email.lower())
    unanswered = Q(invited_by=user, sent_at__lt=timezone.now() - GOOD_FOR / 2)
    rows = Invitation.objects.open().filter(own | unanswered)
    rows = rows.annotate(is_own=Case(When(own, then=True), default=False))
    rows = rows.select_related("organization", "division").order_by("-is_own", "expires_at")
    for invitation in rows[: 2 * TASKS]:
        yield _to_answer(invitation) if invitation.is_own else _to_send_again(invitation)


def _to_answer(invitation: Invitation) -> Task:
    return Task(
        what="招待に答える",
        record=str(invitation.place),
        url=reverse("organizations:me"),
        button="見る",
        due_on=timezone.localdate(invitation.expires_at),
    )


def _to_send_again(invitation: Invitation) -> Task:
    if invitation.organization_id:
        url = reverse("organizations:members", args=[invitation.organization_id])
    else:
        url = reverse("organizations:staff")
    return Task(
        what="返事のない招待を送り直す",
        record=f"{invitation.email}（{invitation.place}）",
        url=url,
        button="見る",
        due_on=timezone.localdate(invitation.expires_at),
    )


@registry.desk_tasks
def ending_posts(user, today):
    """Posts that end within thirty days: all of them for whoever gives posts."""
    if not user.has_perm("organizations.manage_staff"):
        return
    rows = ending_soon(Post.objects.filter(user__is_active=True), today)
    for post in rows.select_related("user", "division").order_by("ends_on")[:TASKS]:
        yield Task(
            what="所属の終わりを確かめる",
            record=f"{post.user}（{post}）",
            url=reverse("organizations:person", args=[post.user_id]),
            button="確かめる",
            due_on=post.ends_on,
        )


@registry.desk_tasks
def ending_memberships(user, today):
    """Memberships that end within thirty days, for the officers of the group."""
    groups = [pk for pk, role in user.standing.memberships.items() if role == "officer"]
    if not groups:
        return
    rows = ending_soon(Membership.objects.filter(organization__in=groups, user__is_active=True), today)
    for membership in rows.select_related("user", "organization").order_by("ends_on")[:TASKS]:
        yield Task(
            what="会員の期間の終わりを確かめる",
            record=f"{membership.user}（{membership.organization}）",
            url=reverse("organizations:membership", args=[membership.pk]),
            button="確かめる",
            due_on=membership.ends_on,
        )


@registry.search_groups
def found_organizations(user, words):
    found = search(Organization.objects.visible_to(user), words).order_by("kana_key", "pk")[:SHOWN]
    yield SearchGroup(
        "団体",
        [
            (each.name, reverse("organizations:detail", args=[each.pk]), each.get_kind_display())
            for each in found
        ],
        f"{reverse('organizations:list')}?{urlencode({'q': words})}",
    )
