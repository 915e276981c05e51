"""Verbs that say who reads which proposal: one by one, or evenly."""

from collections import Counter
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from kyodo.access import require

from ..letters.screening import tell_assigned
from ..models import Assignment, Call, PanelMember, Proposal, Score
from ..queries.assigning import Workload, stage_in_hand, workload_of

CLOSED = "採点は締め切られています。割当てを変えるには、締切を開き直してください。"
TOO_CLOSE = "{name}さんは、この団体の会員か、利害関係があるので、割り当てられません。"
AT_WORK = "{name}さんは、もう申告か採点をしています。外すには、利害関係を記録してください。"


@transaction.atomic
def assign_evenly(call: Call, *, each: int, by) -> int:
    """Add what is missing so that every proposal has `each` reviewers; says how many. The same again adds nothing."""
    work = _workload(call, by)
    return _add(call, work.plan(each).pairs, by)


@transaction.atomic
def set_reviewers(proposal: Proposal, *, members: Collection[PanelMember], by) -> None:
    """Exactly these reviewers read it. Nobody who has begun is taken away, nobody who is too close is added."""
    require(by, "projects.choose_reviewers", proposal)
    work = _workload(proposal.call, by)
    if proposal.pk not in {each.pk for each in work.proposals}:
        raise ValidationError("この提案は、いま審査していません。", code="state")
    chosen = {member.pk for member in members} & {member.pk for member in work.members}
    names = {member.pk: member.name for member in work.members}
    held = {member for key, member in work.kept if key == proposal.pk}
    barred = [key for key in chosen - held if (proposal.pk, key) in work.barred]
    if barred:
        raise ValidationError([TOO_CLOSE.format(name=names[key]) for key in barred])
    _remove(proposal, held - chosen, names, by)
    _add(proposal.call, [(proposal.pk, key) for key in sorted(chosen - held)], by)


def _workload(call: Call, by) -> Workload:
    """Locked by the call, so that two people who assign at once see each other's."""
    require(by, "projects.run_screening", call)
    Call.objects.select_for_update().get(pk=call.pk)
    stage = stage_in_hand(call)
    if stage is None:
        raise ValidationError(CLOSED, code="closed")
    return workload_of(call, stage)


def _add(call: Call, pairs: Collection[tuple[int, int]], by) -> int:
    rows = [Assignment(proposal_id=proposal, member_id=member, assigned_by=by) for proposal, member in pairs]
    Assignment.objects.bulk_create(rows)
    Assignment.history.bulk_history_create(rows, default_user=by)
    tell_assigned(call, Counter(row.member_id for row in rows), by=by)
    return len(rows)


def _remove(proposal: Proposal, members: Collection[int], names: dict[int, str], by) -> None:
    rows = list(Assignment.objects.select_for_update().filter(proposal=proposal, member__in=members))
    scored = set(Score.objects.filter(assignment__in=rows).values_list("assignment", flat=True))
    at_work = [row for row in rows if row.declared_at or row.pk in scored]
    if at_work:
        raise ValidationError([AT_WORK.format(name=names[row.member_id]) for row in at_work])
    for row in rows:
        row._history_user = by
        row.delete()
