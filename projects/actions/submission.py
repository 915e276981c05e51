"""Handing a proposal in: once, however often the button is pressed; and taking it back until the decision."""

import datetime
import uuid

from django.db import transaction

from kyodo.access import require
from kyodo.fiscal_year import FiscalYear
from kyodo.workflow import StepRefused, move
from organizations.enums import OrganizationState

from ..enums import ProposalState
from ..letters.writing import tell_submitted, tell_withdrawn
from ..models import Proposal, ProposalRevision
from ..printing import print_later
from ..queries.writing import RELATED, progress_of
from ..snapshot import digest_of
from .proposals import check_number
from .remarks import settle_returns
from .slots import give_back_slot


class AlreadyHandedIn(StepRefused):
    """Somebody else of the group, or another window, was first. `revision` is what was handed in."""

    def __init__(self, revision: ProposalRevision | None):
        super().__init__("この提案は、もう出してあります。", code="state")
        self.revision = revision


@transaction.atomic
def submit_proposal(
    proposal: Proposal, *, key: uuid.UUID, at: datetime.datetime, by, digest: str = ""
) -> ProposalRevision:
    """Hand in, or hand in again, what is written now; the same key gives the same revision, and nothing twice.

    `at` is when the request arrived: it alone decides whether it was in time. `digest` is that of the text which the
    person has confirmed. Raises `PermissionDenied`, `AlreadyHandedIn`, or `StepRefused` with the code late, changed,
    incomplete, number, group or key.
    """
    if done := _by_key(proposal, key):
        return done
    locked = Proposal.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=proposal.pk)
    if done := _by_key(proposal, key):  # the other click held the row until now
        return done
    require(by, "projects.submit_proposal", locked)
    if not locked.is_writable:
        raise AlreadyHandedIn(locked.revisions.first())
    snapshot = _checked(locked, at, digest)
    revision = _keep(locked, snapshot, key=key, at=at, by=by)
    first = locked.submitted_at is None
    stamps = {"submitted_at": at, "submitted_by": by} if first else {}
    again = locked.state == ProposalState.RETURNED
    move(locked, "resubmit" if again else "submit", by=by, **stamps)
    settle_returns(locked)
    tell_submitted(revision, by=by)
    print_later(revision)
    return revision


def _by_key(proposal: Proposal, key: uuid.UUID) -> ProposalRevision | None:
    done = ProposalRevision.objects.filter(submission_key=key).first()
    if done and done.proposal_id != proposal.pk:
        raise StepRefused("画面が古くなりました。もう一度、確かめてください。", code="key")
    return done


def _checked(proposal: Proposal, at: datetime.datetime, digest: str) -> dict:
    """What is handed in, if it may be."""
    if not proposal.may_be_handed_in_at(at):
        raise StepRefused("締切を過ぎたので、出せません。書いたものは残っています。", code="late")
    if proposal.organization.state != OrganizationState.REGISTERED:
        raise StepRefused("団体の登録が止まっているので、出せません。事務局に聞いてください。", code="group")
    check_number(proposal.call, proposal.organization, besides=proposal)
    progress = progress_of(proposal)
    if digest and digest != digest_of(progress.snapshot):
        raise StepRefused("確かめたあとに、内容が変わりました。もう一度、確かめてください。", code="changed")
    if progress.gaps:
        raise StepRefused(f"まだ直すところが{len(progress.gaps)}か所あります。", code="incomplete")
    return progress.snapshot


def _keep(
    proposal: Proposal, snapshot: dict, *, key: uuid.UUID, at: datetime.datetime, by
) -> ProposalRevision:
    number = proposal.revisions.count() + 1
    return ProposalRevision.objects.create(
        proposal=proposal,
        number=number,
        receipt_number=receipt_number(proposal, number),
        submission_key=key,
        content=snapshot,
        digest=digest_of(snapshot),
        submitted_at=at,
        submitted_by=by,
    )


def receipt_number(proposal: Proposal, number: int) -> str:
    """「R8-00012-1」: the call's 年度, the proposal, its revision. Nobody waits for a counter, as there is none."""
    return f"{FiscalYear(proposal.call.fiscal_year).sign}-{proposal.pk:05}-{number}"


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, reason: str, by) -> Proposal:
    """取下げ, until the decision. Raises `StepRefused` and `PermissionDenied`."""
    move(proposal, "withdraw", by=by, reason=reason)
    give_back_slot(proposal, by=by)
    tell_withdrawn(proposal, reason=reason, by=by)
    return proposal
