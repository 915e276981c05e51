"""The results of a call go out together: states, letters and the results page in one transaction, now or at a time."""

import datetime

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from kyodo.access import require
from kyodo.workflow import StepRefused, move, move_all

from ..enums import Verdict
from ..letters.results import draft_results, release_results
from ..models import Call, Decision, Proposal
from ..queries.deciding import Hindrance, decisions_of, hindrances_of
from .decisions import RELEASED, refuse_when_settled

RELEASE = "projects.release_decisions"
STEP_OF = {Verdict.ADOPTED: "adopt", Verdict.RESERVE: "reserve", Verdict.REJECTED: "reject"}
LONGEST_AHEAD = datetime.timedelta(days=180)


class NotReady(StepRefused):
    """Something keeps the results back; `hindrances` says what."""

    def __init__(self, hindrances: list[Hindrance]):
        super().__init__([each.message for each in hindrances], code="not_ready")
        self.hindrances = hindrances


@transaction.atomic
def draft_letters(call: Call, *, by) -> int:
    """Write the drafts of all letters anew; says how many. They go out with the results, and not before."""
    require(by, RELEASE)
    current = _locked(call)
    refuse_when_settled(current)
    return draft_results(current, decisions_of(current), by=by)


@transaction.atomic
def release(call: Call, *, by, at: datetime.datetime | None = None) -> Call:
    """Release all decisions of the call: at once, or (`at` a moment ahead) have the clock do it then.

    Raises `NotReady` while anything is missing, `StepRefused` where they are out already.
    """
    require(by, RELEASE)
    current = _locked(call)
    _refuse_unless_ready(current)
    if at is not None and at > timezone.now():
        return _order(current, at, by)
    return _release(current, by)


@transaction.atomic
def release_when_due(call: Call, now: datetime.datetime) -> bool:
    """What the clock does at the time set ahead; False where it is done, taken back or not due yet.

    Raises `NotReady` where a decision has become impossible meanwhile: then the office has to look.
    """
    current = _locked(call)
    if current.is_released or current.release_at is None or current.release_at > now:
        return False
    _refuse_unless_ready(current)
    _release(current, None)
    return True


@transaction.atomic
def cancel_release(call: Call, *, by) -> Call:
    """Take the time set ahead back, as long as it has not come."""
    require(by, RELEASE)
    current = _locked(call)
    if current.is_released:
        raise StepRefused(RELEASED, code="released")
    return _set_order(current, None, None, by)


def _order(call: Call, at: datetime.datetime, by) -> Call:
    if at > timezone.now() + LONGEST_AHEAD:
        raise StepRefused("公表の日時は、180日後までにしてください。", code="too_far")
    return _set_order(call, at, by, by)


def _set_order(call: Call, at: datetime.datetime | None, ordered_by, by) -> Call:
    call.release_at, call.release_ordered_by = at, ordered_by
    call._history_user = by
    call.save(update_fields=["release_at", "release_ordered_by", "updated_at"])
    return call


def _release(call: Call, by) -> Call:
    """All in one; `by` is None for the clock."""
    decisions = decisions_of(call)
    for verdict, action in STEP_OF.items():
        move_all(_proposals_of(decisions, verdict), action, by=by)
    if call.needs_vote:
        move_all(_proposals_of(decisions, Verdict.ADOPTED), "await_vote", by=None)
    now = timezone.now()
    for decision in decisions:
        decision.released_at = now
    bulk_update_with_history(decisions, Decision, ["released_at"], batch_size=200, default_user=by)
    release_results(call, decisions, by=by)
    return move(call, "announce", by=by, released_at=now)


def _proposals_of(decisions: list[Decision], verdict: str):
    return Proposal.objects.filter(pk__in=[each.proposal_id for each in decisions if each.verdict == verdict])


def _locked(call: Call) -> Call:
    """The call under its lock, and with it every proposal that a group might take back at this moment."""
    current = Call.objects.select_for_update().get(pk=call.pk)
    list(
        Proposal.objects.select_for_update().filter(call=current).order_by("pk").values_list("pk", flat=True)
    )
    return current


def _refuse_unless_ready(call: Call) -> None:
    if call.is_released:
        raise StepRefused(RELEASED, code="released")
    if hindrances := hindrances_of(call):
        raise NotReady(hindrances)


@transaction.atomic
def show_rejected(call: Call, shown: str, *, by) -> Call:
    """What the results page tells of the proposals that were not chosen (`RejectedShown`)."""
    require(by, RELEASE)
    current = Call.objects.select_for_update().get(pk=call.pk)
    if current.rejected_shown != shown:
        current.rejected_shown = shown
        current._history_user = by
        current.save(update_fields=["rejected_shown", "updated_at"])
    return current
