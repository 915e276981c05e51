"""How a proposal of the demo came to stand where it stands, as it would have been recorded."""

import datetime
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from kyodo.models import StateChange
from organizations.models import User

from ..enums import ProposalState
from ..models import Proposal

S = ProposalState
CHECKED = ("submit", "check", "screen")
PATHS = {
    S.DRAFT: (),
    S.SUBMITTED: ("submit",),
    S.CHECKING: ("submit", "check"),
    S.RETURNED: ("submit", "check", "return"),
    S.WITHDRAWN: ("submit", "withdraw"),
    S.SCREENING: CHECKED,
    S.RESERVE: (*CHECKED, "reserve"),
    S.REJECTED: (*CHECKED, "reject"),
    S.AWAITING_VOTE: (*CHECKED, "adopt", "await_vote"),
    S.CONFIRMED: (*CHECKED, "adopt", "await_vote", "confirm"),
}
REVISED = ("submit", "check", "return", "resubmit", "check")
DECLINED = (*CHECKED, "adopt", "await_vote", "decline")
BY_THE_GROUP = {"submit", "resubmit", "withdraw", "decline"}
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
# How long after the first submission; what follows from the decisions is counted from their release.
AFTER = {
    "check": 14 * HOUR,
    "return": 17 * HOUR,
    "resubmit": 47 * HOUR,
    "withdraw": 20 * HOUR,
    "screen": 4 * DAY,
}
AFTER_RELEASE = {"confirm": 130 * DAY, "decline": 12 * DAY}


@dataclass(frozen=True)
class Story:
    """What is told of one proposal: who acts for the group and the office, and why somebody took a step."""

    officer: User
    office: User
    reason: str = ""
    is_revised: bool = False
    is_declined: bool = False

    def steps(self, state: str) -> tuple[str, ...]:
        if self.is_revised:
            return REVISED
        return DECLINED if self.is_declined else PATHS[ProposalState(state)]


def log_steps(proposal: Proposal, story: Story) -> None:
    """Write the steps that led to the proposal's state; the last one stamps the proposal too."""
    kind = ContentType.objects.get_for_model(Proposal)
    before, changes, earliest = str(S.DRAFT), [], proposal.submitted_at
    for action in story.steps(proposal.state):
        taken = Proposal.workflow.get(action)
        at = max(moment_of(action, proposal), earliest)
        changes.append(
            StateChange(
                content_type=kind,
                object_id=proposal.pk,
                action=action,
                from_state=before,
                to_state=taken.to_state,
                reason=story.reason if taken.reason_required else "",
                reason_required=taken.reason_required,
                by=story.officer if action in BY_THE_GROUP else story.office,
                at=at,
            )
        )
        before, earliest = taken.to_state, at + HOUR
    StateChange.objects.bulk_create(changes)
    if changes:
        Proposal.objects.filter(pk=proposal.pk).update(
            state_changed_at=changes[-1].at, state_changed_by=changes[-1].by
        )


def moment_of(action: str, proposal: Proposal) -> datetime.datetime:
    released = proposal.call.released_at
    if released is not None and action in ("adopt", "reserve", "reject", "await_vote", *AFTER_RELEASE):
        return released + AFTER_RELEASE.get(action, 0 * DAY)
    return proposal.submitted_at + AFTER.get(action, 0 * DAY)
