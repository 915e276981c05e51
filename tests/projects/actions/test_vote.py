import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo.models import Letter
from kyodo.workflow import StepRefused, changes_of
from projects.actions.vote import close_reserve, decline, promote, record_vote
from projects.models import Call, Decision, Proposal
from tests.factories.calls import CategoryFactory
from tests.factories.organizations import PostFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory
from tests.projects.actors import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
DAY = dt.date(2026, 6, 20)


def waiting(**given):
    proposal = ProposalFactory(awaiting_vote=True, **given)
    DecisionFactory(proposal=proposal, released=True)
    return proposal


def in_reserve(**given):
    proposal = ProposalFactory(reserve=True, requested=300_000, **given)
    DecisionFactory(proposal=proposal, released=True, reserve=True, granted=None)
    return proposal


@pytest.fixture
def office():
    return PostFactory(coordinator=True).user


def state(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


def kinds():
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def test_a_vote_passes_some_refuses_some_and_leaves_the_rest(office):
    passed = waiting()
    failed, later = waiting(call=passed.call), waiting(call=passed.call)
    person = actor("officer", failed)
    record_vote(
        passed.call, voted_on=DAY, passed=[passed], failed={failed: "財源の見通しが立たないため"}, by=office
    )
    assert [state(each) for each in (passed, failed, later)] == ["awaiting_vote", "rejected", "awaiting_vote"]
    assert Decision.objects.get(proposal=passed).voted_on == DAY
    assert Decision.objects.get(proposal=later).voted_on is None
    assert Call.objects.get(pk=passed.call_id).voted_on == DAY
    [letter] = Letter.objects.all()
    assert (letter.kind, letter.recipient) == ("budget_voted_down", person)
    assert "財源の見通しが立たないため" in letter.body
    assert changes_of(failed)[0].reason == "財源の見通しが立たないため"


def test_a_later_vote_keeps_the_later_day(office):
    first = waiting()
    second = waiting(call=first.call)
    record_vote(first.call, voted_on=DAY, passed=[first], by=office)
    record_vote(first.call, voted_on=DAY - dt.timedelta(days=9), passed=[second], by=office)
    assert Call.objects.get(pk=first.call_id).voted_on == DAY


def test_a_vote_of_tomorrow_and_one_without_a_reason_are_refused(office):
    proposal = waiting()
    with pytest.raises(ValidationError, match="今日まで"):
        record_vote(proposal.call, voted_on=dt.date(2026, 7, 2), passed=[proposal], by=office)
    with pytest.raises(StepRefused, match="理由"):
        record_vote(proposal.call, voted_on=DAY, passed=[], failed={proposal: " "}, by=office)
    Proposal.objects.update(state="adopted")
    with pytest.raises(StepRefused, match="待っていません"):
        record_vote(proposal.call, voted_on=DAY, passed=[proposal], by=office)
    assert (Call.objects.get(pk=proposal.call_id).voted_on, kinds()) == (None, [])


@pytest.mark.parametrize(
    ("needs_vote", "voted_on", "then"),
    [(True, None, "awaiting_vote"), (True, DAY, "adopted"), (False, None, "adopted")],
)
def test_a_place_in_reserve_moves_up(needs_vote, voted_on, then, office):
    proposal = in_reserve(call__needs_vote=needs_vote, call__voted_on=voted_on)
    person = actor("officer", proposal)
    promote(proposal, granted=250_000, reason="採択した団体が辞退したため", by=office)
    decision = Decision.objects.get()
    assert (state(proposal), decision.granted, decision.voted_on) == (then, 250_000, voted_on)
    [letter] = Letter.objects.all()
    assert (letter.kind, letter.recipient) == ("reserve_promoted", person)


def test_moving_up_takes_no_more_than_the_limit(office):
    proposal = in_reserve()
    with pytest.raises(ValidationError, match="300,000円まで"):
        promote(proposal, granted=300_001, reason="辞退のため", by=office)
    Proposal.objects.update(category=CategoryFactory(call=proposal.call, limits=[100_000]))
    proposal.refresh_from_db()
    with pytest.raises(ValidationError, match="100,000円まで"):
        promote(proposal, granted=100_001, reason="辞退のため", by=office)
    assert state(proposal) == "reserve"


def test_nobody_moves_up_past_who_stands_before_in_the_same_category(office):
    first = in_reserve()
    second, other = (
        in_reserve(call=first.call, category=each)
        for each in (first.category, CategoryFactory(call=first.call))
    )
    Decision.objects.filter(proposal=second).update(reserve_rank=2)
    Decision.objects.filter(proposal=other).update(reserve_rank=3)
    with pytest.raises(StepRefused) as refused:
        promote(second, granted=250_000, reason="辞退のため", by=office)
    assert (refused.value.code, first.title in refused.value.message) == ("order", True)
    promote(other, granted=250_000, reason="辞退のため", by=office)
    close_reserve(first, reason="団体と話し合ったため", by=office)
    promote(second, granted=250_000, reason="辞退のため", by=office)
    assert [state(each) for each in (first, second, other)] == ["rejected", "awaiting_vote", "awaiting_vote"]


def test_a_place_in_reserve_ends(office):
    proposal = in_reserve()
    actor("editor", proposal)
    close_reserve(proposal, reason="採択した団体がすべて始めたため", by=office)
    assert (state(proposal), kinds()) == ("rejected", ["reserve_closed"])


@pytest.mark.parametrize("make", [waiting, in_reserve])
def test_an_officer_declines_and_the_office_is_told(make, office):
    proposal = make()
    decline(proposal, reason="人手が足りなくなったため", by=actor("officer", proposal))
    assert state(proposal) == "withdrawn"
    [letter] = Letter.objects.all()
    assert (letter.kind, letter.recipient) == ("adoption_declined", office)
    assert str(proposal.organization) in letter.body


@pytest.mark.parametrize("role", ["viewer", "editor", "coordinator", "other_officer", "citizen"])
def test_declining_is_the_officers_alone(role):
    proposal = waiting()
    with pytest.raises(PermissionDenied):
        decline(proposal, reason="理由", by=actor(role, proposal))


@pytest.mark.parametrize("role", ["officer", "staff", "citizen", "coordinator_of_group"])
def test_the_offices_verbs_are_refused_to_everybody_else(role):
    reserve, adopted = in_reserve(), waiting()
    for proposal, act in (
        (reserve, lambda by: promote(reserve, granted=1, reason="理由", by=by)),
        (reserve, lambda by: close_reserve(reserve, reason="理由", by=by)),
        (adopted, lambda by: record_vote(adopted.call, voted_on=DAY, passed=[adopted], by=by)),
        (
            adopted,
            lambda by: record_vote(adopted.call, voted_on=DAY, passed=[], failed={adopted: "理由"}, by=by),
        ),
    ):
        with pytest.raises(PermissionDenied):
            act(actor(role, proposal))
