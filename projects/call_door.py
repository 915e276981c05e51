"""The one thing to do next on a call's page, for whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from organizations.models import Organization

from .models import Call, Proposal


@dataclass(frozen=True)
class Door:
    """One button: where it leads, and a sentence under it."""

    label: str
    url: str
    note: str = ""


def door_of(call: Call, user, proposals: Sequence[Proposal]) -> Door | None:
    """`proposals`: `queries.calls.own_proposals`. None where there is nothing to do."""
    if not user.is_authenticated:
        return _sign_in(call) if call.is_open else None
    if proposals and proposals[0].is_writable:
        others = len(proposals) - 1
        note = f"ほかに{others}件の提案があります。" if others else ""
        return Door("書きかけの提案を開く", _page_of(proposals[0]), note)
    if call.is_open and may_propose(call, user, proposals):
        return Door("提案を書く", start_url(call))
    if proposals:
        return Door("出した提案を見る", _page_of(proposals[0]))
    if call.is_open and not user.standing.is_member and not user.standing.is_staff:
        return Door("団体を登録する", reverse("organizations:apply"), "提案するには、団体の登録が要ります。")
    return None


def may_propose(call: Call, user, proposals: Sequence[Proposal]) -> bool:
    """Whether a registered group that this person writes for has room for one more."""
    groups = Organization.objects.registered().filter(pk__in=user.standing.editable_organizations)
    taken = [proposal.organization_id for proposal in proposals]
    return any(taken.count(group) < call.proposals_per_group for group in groups.values_list("pk", flat=True))


def start_url(call: Call) -> str:
    """Where a proposal in this call is begun."""
    return f"{reverse('projects:proposal_start')}?{urlencode({'call': call.pk})}"


def _page_of(proposal: Proposal) -> str:
    return reverse("projects:proposal", args=[proposal.pk])


def _sign_in(call: Call) -> Door:
    back = urlencode({"next": reverse("projects:call", args=[call.pk])})
    return Door(
        "サインインして提案を書く",
        f"{resolve_url(settings.LOGIN_URL)}?{back}",
        "はじめての方は、サインインの画面から登録できます。",
    )
