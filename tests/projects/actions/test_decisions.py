import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from kyodo.conflicts import EditConflict
from kyodo.models import Letter
from kyodo.workflow import StepRefused
from projects.actions.decisions import (
    NOT_OPEN,
    ORDERED,
    RELEASED,
    SAME_PERSON,
    enter_decision,
    read_decision,
    read_decisions,
)
from projects.actions.release import draft_letters
from projects.models import Call, Decision, Proposal
from projects.verdicts import DecisionEntry
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.proposals import DecisionFactory, ProposalFactory
from tests.projects.actors import EVERYBODY, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def proposal():
    call = CallFactory(screening=True)
    return ProposalFactory(
        screening=True,
        call=call,
        requested=280_000,
        category=CategoryFactory(call=call, limits=[300_000, 200_000]),
    )


@pytest.fixture
def office(proposal):
    return actor("coordinator", proposal)


@pytest.fixture
def second(proposal):
    return actor("second_coordinator", proposal)


def entry(verdict="adopted", reason="地域の課題に合う。", granted=280_000, **more):
    return DecisionEntry(verdict, reason, granted=granted, **more)


def test_a_decision_is_entered_and_changed_with_its_history(proposal, office, second):
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    assert (decision.version, decision.entered_by, decision.granted) == (1, office, 280_000)
    changed = enter_decision(proposal, entry(granted=200_000), base_version=1, by=second)
    assert (changed.version, changed.entered_by) == (2, second)
    assert list(Decision.history.values_list("granted", "history_user").order_by("history_id")) == [
        (280_000, office.pk),
        (200_000, second.pk),
    ]


def test_two_at_once_lose_nothing(proposal, office, second):
    enter_decision(proposal, entry(reason="一人目の理由。"), base_version=0, by=office)
    with pytest.raises(EditConflict) as conflict:
        enter_decision(proposal, entry(reason="二人目の理由。"), base_version=0, by=second)
    assert conflict.value.current.reason == "一人目の理由。"
    enter_decision(proposal, entry(reason="二人目の理由。"), base_version=1, by=second)
    with pytest.raises(EditConflict):
        enter_decision(proposal, entry(reason="三つ目。"), base_version=1, by=office)
    assert Decision.objects.get().reason == "二人目の理由。"


def test_the_same_again_changes_nothing_and_keeps_the_reading(proposal, office, second):
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    read_decision(decision, base_version=1, by=second)
    again = enter_decision(proposal, entry(), base_version=0, by=office)
    assert (again.version, again.read_by) == (1, second)


def test_any_change_has_to_be_read_again(proposal, office, second):
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    read_decision(decision, base_version=1, by=second)
    changed = enter_decision(proposal, entry(comment="講評を足した。"), base_version=1, by=office)
    assert (changed.read_by, changed.read_at) == (None, None)


def test_what_does_not_belong_to_a_verdict_is_left_out(proposal, office):
    rejected = enter_decision(proposal, entry("rejected", reserve_rank=2), base_version=0, by=office)
    assert (rejected.granted, rejected.reserve_rank) == (None, None)
    reserve = enter_decision(
        proposal, entry("reserve", granted=None, reserve_rank=2), base_version=1, by=office
    )
    assert (reserve.granted, reserve.reserve_rank) == (None, 2)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (
            entry(
                "",
            ),
            "verdict",
        ),
        (entry("moon"), "verdict"),
        (entry(reason="  "), "reason"),
        (entry(granted=None), "granted"),
        (entry(granted=280_001), "granted"),
        (entry("reserve"), "reserve_rank"),
        (entry("reserve", reserve_rank=0), "reserve_rank"),
        (entry("reserve", reserve_rank=100), "reserve_rank"),
        (entry("reserve", reserve_rank=1, granted=300_000), "granted"),
    ],
)
def test_what_cannot_be_decided_is_refused_at_its_field(given, field, proposal, office):
    with pytest.raises(ValidationError) as refused:
        enter_decision(proposal, given, base_version=0, by=office)
    assert list(refused.value.message_dict) == [field]
    assert Decision.objects.count() == 0


def test_the_limit_of_the_category_counts_as_well(proposal, office):
    Proposal.objects.update(requested=900_000, year_number=2)
    with pytest.raises(ValidationError, match="200,000円まで"):
        enter_decision(proposal, entry(granted=200_001), base_version=0, by=office)


@pytest.mark.parametrize("state", ["checking", "returned"])
def test_what_fails_the_requirements_is_rejected_without_screening(state, proposal, office):
    Proposal.objects.update(state=state)
    with pytest.raises(ValidationError, match="不採択だけ"):
        enter_decision(proposal, entry(), base_version=0, by=office)
    assert enter_decision(proposal, entry("rejected"), base_version=0, by=office).verdict == "rejected"


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn", "adopted", "rejected", "awaiting_vote"])
def test_other_states_take_no_decision(state, proposal, office):
    Proposal.objects.update(state=state)
    with pytest.raises(StepRefused, match=NOT_OPEN):
        enter_decision(proposal, entry("rejected"), base_version=0, by=office)


def test_after_the_release_and_while_it_is_set_nothing_changes(proposal, office, second, now):
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    for values, message in (
        ({"release_at": now, "release_ordered_by": office}, ORDERED),
        ({"released_at": now}, RELEASED),
    ):
        Call.objects.update(**values)
        with pytest.raises(StepRefused, match=message):
            enter_decision(proposal, entry(granted=1), base_version=1, by=office)
        with pytest.raises(StepRefused, match=message):
            read_decision(decision, base_version=1, by=second)


def test_the_same_person_cannot_read_what_they_entered(proposal, office, second, now):
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    with pytest.raises(StepRefused, match=SAME_PERSON):
        read_decision(decision, base_version=1, by=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.update(read_by=office, read_at=now)
    read_decision(decision, base_version=1, by=second)
    read_decision(decision, base_version=1, by=second)
    assert Decision.history.filter(read_by=second).count() == 1


def test_whoever_changed_it_last_is_the_one_who_may_not_read_it(proposal, office, second):
    enter_decision(proposal, entry(), base_version=0, by=office)
    decision = enter_decision(proposal, entry(granted=1), base_version=1, by=second)
    with pytest.raises(StepRefused, match=SAME_PERSON):
        read_decision(decision, base_version=2, by=second)
    assert read_decision(decision, base_version=2, by=office).read_by == office


def test_a_reading_of_an_older_version_does_not_count(proposal, office, second):
    old = enter_decision(proposal, entry(), base_version=0, by=office)
    other = DecisionFactory(proposal__call=proposal.call, entered_by=office)
    enter_decision(proposal, entry(granted=1), base_version=1, by=office)
    with pytest.raises(EditConflict):
        read_decision(old, base_version=1, by=second)
    read, changed = read_decisions([(old, 1), (other, 1)], by=second)
    assert (read, changed) == (1, [old])


def test_a_change_takes_the_drafted_letter_back(proposal, office, second):
    person = actor("officer", proposal)
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    read_decision(decision, base_version=1, by=second)
    draft_letters(proposal.call, by=office)
    assert list(Letter.objects.values_list("recipient", "state")) == [(person.pk, "drafted")]
    enter_decision(proposal, entry(granted=1), base_version=1, by=office)
    assert list(Letter.objects.values_list("state", flat=True)) == ["dropped"]


@pytest.mark.parametrize("role", sorted({*EVERYBODY} - {"coordinator", "second_coordinator"}))
def test_deciding_and_reading_are_refused_to_everybody_else(role, proposal, office):
    person = actor(role, proposal)
    decision = enter_decision(proposal, entry(), base_version=0, by=office)
    with pytest.raises(PermissionDenied):
        enter_decision(proposal, entry("rejected"), base_version=1, by=person)
    with pytest.raises(PermissionDenied):
        read_decision(decision, base_version=1, by=person)
