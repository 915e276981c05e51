"""What checking puts on わたしの机: for the office, for a 課 that was asked, and for a group that has to answer."""

import datetime
from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kyodo.registry import Task, desk_tasks

from ..enums import ConsultationState, ProposalState
from ..models import Consultation, DivisionOpinion, Proposal, ProposalRemark
from .in_hand import CallNumbers, proposals_in_hand
from .of_groups import written_by

SHOWN = 10  # lines of one kind; the list behind them has the rest
STEPS = (
    ("to_begin", ProposalState.SUBMITTED, "出された提案の要件を確かめ始める"),
    ("to_screen", ProposalState.CHECKING, "要件の確認を終えて、審査に進める"),
)


@desk_tasks
def proposals_to_mend(user, today: datetime.date) -> Iterator[Task]:
    """For whoever writes for a group: what was sent back, what is asked."""
    groups = user.standing.editable_organizations
    if not groups:
        return
    returned = [each for each in written_by(user) if each.state == ProposalState.RETURNED]
    for proposal in sorted(returned, key=lambda each: each.closes_at)[:SHOWN]:
        url = reverse("projects:proposal", args=[proposal.pk])
        yield Task("直して出し直す", str(proposal), url, "開く", _day(proposal.open_until))
    asked = ProposalRemark.objects.unanswered().filter(
        proposal__organization__in=groups, proposal__state__in=ProposalState.undecided()
    )
    for remark in asked.select_related("proposal").order_by("due_at", "pk")[:SHOWN]:
        url = reverse("projects:answer_remark", args=[remark.proposal_id, remark.pk])
        yield Task("事務局の照会に答える", str(remark.proposal), url, "答える", _day(remark.due_at))
    arranged = Consultation.objects.filter(
        proposal__organization__in=groups, state=ConsultationState.ARRANGED, meets_at__gte=timezone.now()
    )
    for consultation in arranged.select_related("proposal").order_by("meets_at")[:SHOWN]:
        url = reverse("projects:consultation", args=[consultation.pk])
        yield Task("事前相談", str(consultation.proposal), url, "見る", _day(consultation.meets_at))


@desk_tasks
def opinions_to_give(user, today: datetime.date) -> Iterator[Task]:
    """For everybody of a 課 that was asked."""
    if not user.standing.division_ids:
        return
    waiting = DivisionOpinion.objects.of_divisions(user).waiting().select_related("proposal", "division")
    for opinion in waiting.order_by("due_on", "pk")[:SHOWN]:
        url = reverse("projects:opinion", args=[opinion.pk])
        yield Task(
            "提案に課の意見を書く", str(opinion.proposal), url, "書く", opinion.due_on, str(opinion.division)
        )


@desk_tasks
def consultations_to_hold(user, today: datetime.date) -> Iterator[Task]:
    """For the office, and for a 課 that listens in: to arrange, to hold, to write down."""
    if not user.standing.is_staff:
        return
    rows = Consultation.objects.for_city(user).open().filter(proposal__state=ProposalState.DRAFT)
    for consultation in rows.in_order_of_work().select_related("proposal__organization")[:SHOWN]:
        asked = consultation.state == ConsultationState.ASKED
        yield Task(
            "事前相談の日時を決める" if asked else "事前相談をして、結果を書く",
            consultation.proposal.organization.name,
            reverse("projects:consultation", args=[consultation.pk]),
            "開く",
            _day(consultation.meets_at),
        )


@desk_tasks
def proposals_to_check(user, today: datetime.date) -> Iterator[Task]:
    """The office's: answers to read one by one, the rest counted by call."""
    if not user.standing.is_coordinator:
        return
    others, found = Proposal.objects.for_office_list(user), proposals_in_hand(user).values()
    if any(each.numbers["answered"] for each in found):
        yield from _answers(others)
    if any(each.numbers["overdue"] for each in found):
        yield from _overdue(others)
    yield from _by_call(found)


def _answers(others: QuerySet[Proposal]) -> Iterator[Task]:
    answered = ProposalRemark.objects.answered().filter(
        proposal__in=others.filter(state__in=ProposalState.undecided())
    )
    for remark in answered.select_related("proposal").order_by("answered_at")[:SHOWN]:
        url = f"{reverse('projects:check_proposal', args=[remark.proposal_id])}#remark-{remark.pk}"
        yield Task("照会の答えを読む", str(remark.proposal), url, "読む")


def _overdue(others: QuerySet[Proposal]) -> Iterator[Task]:
    late = others.filter(state=ProposalState.RETURNED, open_until__lte=timezone.now())
    for proposal in late.order_by("open_until")[:SHOWN]:
        url = reverse("projects:check_proposal", args=[proposal.pk])
        yield Task("期限を過ぎた差戻しを確かめる", str(proposal), url, "開く", _day(proposal.open_until))


def _by_call(found: Collection[CallNumbers]) -> Iterator[Task]:
    """One line a call for what was handed in, one for what is being checked and waits for nobody else."""
    waiting = [each for each in found if any(each.numbers[key] for key, *_ in STEPS)]
    for call in waiting[:SHOWN]:
        for key, state, what in STEPS:
            if number := call.numbers[key]:
                query = urlencode({"call": call.call_id, "state": state.value})
                url = f"{reverse('projects:office_proposals')}?{query}"
                yield Task(what, f"{call.title} {number}件", url, "一覧を見る")


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
