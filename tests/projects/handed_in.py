"""A whole proposal with its first revision, as the office gets it."""

import datetime

from tests.factories.calls import CallFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.proposals import ProposalFactory, ProposalRevisionFactory
from tests.projects.whole import WHOLE

CONDITIONS = [
    {"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"},
    {"key": "years", "label": "活動の年数", "minimum": 1, "unit": "年"},
    {"key": "open", "label": "だれでも参加できる"},
]


def handed_in(**traits):
    """In checking, or in the state of a trait."""
    traits = traits or {"checking": True}
    call = CallFactory(conditions=CONDITIONS)
    answers = WHOLE | {"condition.members": "8", "condition.years": "3", "condition.open": "yes"}
    group = OrganizationFactory(member_count=3, established_on=datetime.date(2026, 1, 1))
    proposal = ProposalFactory(call=call, organization=group, title=WHOLE["name"], answers=answers, **traits)
    ProposalRevisionFactory(proposal=proposal, submitted_at=proposal.submitted_at)
    return proposal
