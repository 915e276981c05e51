"""A call whose decisions are all made and read, for the tests of the release and of what follows."""

from kyodo.models import Letter
from kyodo.outbox import read_batch
from projects.actions.release import draft_letters
from projects.letters.results import batch_of
from projects.models import Decision
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory, ProposalRevisionFactory

SECRET_REASON, SECRET_COMMENT = "だれも知らない理由です。", "だれも知らない講評です。"


def decided(*verdicts: str, call=None, **options):
    """The call, with a read decision for each of "adopted", "reserve" and "rejected"; each group has an officer."""
    call = call or CallFactory(screening=True, **{"title": "秋の募集", **options})
    for number, verdict in enumerate(verdicts, 1):
        proposal = ProposalFactory(
            screening=True, call=call, requested=300_000, title=f"{verdict}の提案{number}"
        )
        ProposalRevisionFactory(proposal=proposal)
        MembershipFactory(organization=proposal.organization, officer=True)
        DecisionFactory(
            proposal=proposal,
            read=True,
            reason=SECRET_REASON,
            comment=SECRET_COMMENT,
            **{verdict: True} if verdict != "adopted" else {},
            **{"reserve_rank": number} if verdict == "reserve" else {},
        )
    return call


def ready(*verdicts: str, **options):
    """The same with all letters drafted and read: it may be released."""
    call = decided(*verdicts, **options)
    office = coordinator()
    draft_letters(call, by=office)
    read_batch(batch_of(call), by=office)
    return call


def coordinator():
    return PostFactory(coordinator=True).user


def states(call) -> dict[str, str]:
    """Each proposal's title before its number → its state."""
    return dict(call.proposals.order_by("pk").values_list("title", "state"))


def letter_states(call) -> list[tuple[str, str]]:
    rows = Letter.objects.filter(batch=batch_of(call)).exclude(state="dropped").order_by("pk")
    return list(rows.values_list("kind", "state"))


def decision_of(call, verdict: str) -> Decision:
    return Decision.objects.filter(proposal__call=call, verdict=verdict).earliest("pk")
