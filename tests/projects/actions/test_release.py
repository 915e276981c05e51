import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kyodo.models import Letter
from kyodo.outbox import office as outbox
from kyodo.workflow import StepRefused, changes_of
from projects.actions.release import (
    NotReady,
    cancel_release,
    draft_letters,
    release,
    release_when_due,
    show_rejected,
)
from projects.actions.stages import close_stage
from projects.models import Call, Decision, Proposal
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory
from tests.harness.threads import at_once
from tests.projects.actors import actor
from tests.projects.deciding import coordinator, decided, decision_of, letter_states, ready, states
from tests.projects.panels import screening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
HOUR = dt.timedelta(hours=1)


def hindrances(call) -> list[str]:
    with pytest.raises(NotReady) as refused:
        release(call, by=coordinator())
    return refused.value.messages


def test_everything_goes_out_together(now):
    call = ready("adopted", "reserve", "rejected", needs_vote=False)
    released = release(call, by=coordinator())
    assert (released.state, released.released_at) == ("decided", now)
    assert states(call) == {
        "adoptedの提案1": "adopted",
        "reserveの提案2": "reserve",
        "rejectedの提案3": "rejected",
    }
    assert set(Decision.objects.values_list("released_at", flat=True)) == {now}
    assert letter_states(call) == [
        ("result_adopted", "ready"),
        ("result_reserve", "ready"),
        ("result_rejected", "ready"),
    ]


def test_what_is_adopted_waits_for_the_vote_where_the_call_says_so():
    call, office = ready("adopted", "rejected", needs_vote=True), coordinator()
    release(call, by=office)
    assert list(states(call).values()) == ["awaiting_vote", "rejected"]
    adopted = decision_of(call, "adopted").proposal
    assert [(step.action, step.by) for step in changes_of(adopted)] == [
        ("await_vote", None),
        ("adopt", office),
    ]


def test_a_letter_says_all_that_the_group_has_to_know():
    call = ready("adopted", needs_vote=True)
    letter = Letter.objects.get(state="drafted")
    decision = decision_of(call, "adopted")
    for words in ("採択", "300,000円", decision.reason, decision.comment, "議決", "秋の募集"):
        assert words in letter.body
    assert decision.proposal.revisions.get().receipt_number in letter.body


def test_each_thing_that_is_missing_keeps_all_back(now):
    call = decided("adopted")
    assert hindrances(call) == ["通知の下書きのない決定が1件あります。"]
    draft_letters(call, by=coordinator())
    assert hindrances(call) == ["まだ読んでいない通知の下書きが1通あります。"]
    decision = decision_of(call, "adopted")
    Decision.objects.update(read_by=None, read_at=None)
    assert hindrances(call) == ["別の人が確かめていない決定が1件あります。"]
    ProposalFactory(screening=True, call=call)
    ProposalFactory(submitted=True, call=call)
    ProposalFactory(returned=True, call=call)
    assert hindrances(call) == [
        "要件の確認を始めていない提案が1件あります。",
        "決定を入れていない提案が2件あります。",
        "別の人が確かめていない決定が1件あります。",
    ]
    Call.objects.update(state="published")
    assert hindrances(call) == ["募集が「審査中」ではありません（公開）。"]
    assert (Proposal.objects.get(pk=decision.proposal_id).state, Call.objects.get().released_at) == (
        "screening",
        None,
    )


def test_two_places_in_reserve_of_the_same_rank_are_named():
    call = decided("reserve", "reserve")
    Decision.objects.update(reserve_rank=1)
    assert hindrances(call) == ["補欠の第1位が2件あります。"]


def test_drafts_and_what_was_taken_back_keep_nothing_back():
    call = ready("adopted")
    ProposalFactory(call=call)
    ProposalFactory(withdrawn=True, call=call)
    release(call, by=coordinator())
    assert sorted(states(call).values()) == ["awaiting_vote", "draft", "withdrawn"]


def test_a_group_that_was_given_more_time_is_waited_for(now):
    call = ready("adopted")
    ProposalFactory(call=call, open_until=now + HOUR)
    ProposalFactory(call=call, open_until=now)
    assert hindrances(call) == ["期限を延ばして、まだ待っている提案が1件あります。"]


def test_nothing_is_told_while_reviewers_still_score():
    round_, office = screening(stages=2), coordinator()
    MembershipFactory(organization=round_.proposals[0].organization, officer=True)
    DecisionFactory(proposal=round_.proposals[0], read=True)
    assert hindrances(round_.call) == ["「書類審査」の採点を締め切っていません。"]
    close_stage(round_.stage, reason="期限", by=office)
    assert hindrances(round_.call) == ["通知の下書きのない決定が1件あります。"]


def test_a_call_without_proposals_has_no_results():
    assert hindrances(decided()) == ["決定する提案がありません。"]


@pytest.mark.parametrize("state", ["checking", "returned"])
def test_what_failed_the_requirements_is_told_with_the_others(state):
    call = ready("adopted", "rejected")
    Proposal.objects.filter(decision__verdict="rejected").update(state=state)
    release(call, by=coordinator())
    assert list(states(call).values()) == ["awaiting_vote", "rejected"]


def test_what_is_no_longer_screened_cannot_be_adopted():
    call = ready("adopted")
    Proposal.objects.update(state="returned")
    assert hindrances(call) == ["審査に進んでいないのに、不採択ではない提案が1件あります。"]


def test_it_is_released_once():
    call, office = ready("adopted"), coordinator()
    release(call, by=office)
    for act in (
        lambda: release(call, by=office),
        lambda: draft_letters(call, by=office),
        lambda: cancel_release(call, by=office),
    ):
        with pytest.raises(StepRefused, match="公表した決定は、変えられません"):
            act()
    assert Letter.objects.count() == 1


def test_who_joined_after_the_drafts_is_told_as_well_and_who_left_is_not(now):
    call = ready("adopted")
    group = decision_of(call, "adopted").proposal.organization
    group.memberships.update(ends_on=now.date() - dt.timedelta(days=1))
    newcomer = MembershipFactory(organization=group).user
    release(call, by=coordinator())
    rows = Letter.objects.order_by("pk").values_list("recipient", "state")
    assert list(rows)[1:] == [(newcomer.pk, "ready")]
    assert rows[0][1] == "dropped"


def test_a_letter_that_is_held_stays_and_is_not_written_again():
    call, office = ready("adopted", "rejected"), coordinator()
    outbox.hold_letter(Letter.objects.get(kind="result_rejected"), by=office)
    release(call, by=office)
    assert letter_states(call) == [("result_adopted", "ready"), ("result_rejected", "held")]


def test_drafts_are_written_anew_in_the_words_of_today():
    call, office = ready("adopted"), coordinator()
    assert draft_letters(call, by=office) == 1
    assert letter_states(call) == [("result_adopted", "drafted")]
    assert Letter.objects.get(state="drafted").read_at is None


def test_a_time_ahead_is_set_taken_back_and_kept_to(now, at):
    call, office = ready("adopted"), coordinator()
    moment = now + 3 * HOUR
    assert release(call, at=moment, by=office).release_at == moment
    assert list(states(call).values()) == ["screening"]
    assert not release_when_due(call, moment - dt.timedelta(seconds=1))
    cancelled = cancel_release(call, by=office)
    assert (cancelled.release_at, cancelled.release_ordered_by) == (None, None)
    assert not release_when_due(call, moment)
    release(call, at=moment, by=office)
    at(2026, 7, 1, 13)
    assert release_when_due(call, timezone.now())
    assert not release_when_due(call, timezone.now())
    call.refresh_from_db()
    assert (call.state, call.released_at, call.release_ordered_by) == ("decided", moment, office)
    assert [step.by for step in changes_of(call)] == [None]


def test_a_time_that_has_passed_is_now_and_one_too_far_is_refused(now):
    call, office = ready("adopted"), coordinator()
    with pytest.raises(StepRefused, match="180日後まで"):
        release(call, at=now + dt.timedelta(days=181), by=office)
    assert release(call, at=now - HOUR, by=office).is_released


def test_what_became_impossible_waits_for_the_office(now):
    call, office = ready("adopted"), coordinator()
    release(call, at=now + HOUR, by=office)
    ProposalFactory(checking=True, call=call)
    with pytest.raises(NotReady):
        release_when_due(call, now + HOUR)
    assert not Call.objects.get(pk=call.pk).is_released


def test_a_group_that_takes_its_proposal_back_in_time_is_left_out(now):
    call, office = ready("adopted", "rejected"), coordinator()
    release(call, at=now + HOUR, by=office)
    Proposal.objects.filter(decision__verdict="adopted").update(state="withdrawn")
    assert release_when_due(call, now + HOUR)
    assert list(states(call).values()) == ["withdrawn", "rejected"]
    assert letter_states(call) == [("result_rejected", "ready")]
    assert decision_of(call, "adopted").released_at is None


@pytest.mark.django_db(transaction=True)
def test_two_at_once_release_once(now):
    call, office = ready("adopted"), coordinator()
    Call.objects.update(release_at=now, release_ordered_by=office)
    assert sorted(at_once(lambda: release_when_due(call, now))) == [False, True]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("role", ["officer", "staff", "citizen"])
def test_the_release_is_refused_to_everybody_but_the_office(role):
    call = ready("adopted")
    person = actor(role, decision_of(call, "adopted").proposal)
    for act in (
        lambda: release(call, by=person),
        lambda: draft_letters(call, by=person),
        lambda: cancel_release(call, by=person),
        lambda: show_rejected(call, "title", by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_is_told_of_the_others_is_set():
    call = decided("rejected")
    assert show_rejected(call, "number", by=coordinator()).rejected_shown == "number"


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(count, django_assert_max_num_queries):
    call, office = ready(*["adopted"] * count), coordinator()
    office.standing  # noqa: B018 – read once a request
    with django_assert_max_num_queries(59):
        release(call, by=office)
