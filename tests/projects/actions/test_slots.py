import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kyodo.models import Letter
from kyodo.wareki import JAPAN
from kyodo.workflow import StepRefused
from projects.actions.slots import (
    CLOSED,
    NOT_FREE,
    NOT_PRESENTING,
    SlotTaken,
    change_slot,
    choose_slot,
    give_back_slot,
    make_slots,
    publish_order,
    remove_slot,
    set_window,
)
from projects.actions.submission import withdraw_proposal
from projects.models import Call, PresentationSlot
from projects.slot_plan import PlannedSlot
from tests.factories.calls import CallFactory, PresentationSlotFactory
from tests.factories.proposals import ProposalFactory
from tests.projects.actors import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def call(now):
    return CallFactory(
        screening=True, slots_open_at=now - HOUR, slots_close_at=now + dt.timedelta(days=5), title="秋の募集"
    )


@pytest.fixture
def proposal(call):
    return ProposalFactory(screening=True, call=call, stage_number=2, title="夜の茶話会")


@pytest.fixture
def slots(call):
    return PresentationSlotFactory.create_batch(2, call=call)


def taken_by(slot):
    slot.refresh_from_db()
    return slot.proposal


def letters(kind):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


@pytest.mark.parametrize("role", ["officer", "editor"])
def test_a_group_takes_a_free_slot_and_has_it_in_writing(role, proposal, slots):
    person = actor(role, proposal)
    slot = choose_slot(proposal, slots[0], by=person)
    assert (slot.proposal, slot.taken_by) == (proposal, person)
    [letter] = letters("slot_chosen")
    assert letter.recipient == person
    assert "夜の茶話会" in letter.subject
    assert slot.history.first().history_user == person


def test_the_second_is_told_and_keeps_what_it_had(call, proposal, slots):
    other = ProposalFactory(screening=True, call=call, stage_number=2)
    stale = PresentationSlot.objects.get(pk=slots[0].pk)
    choose_slot(other, slots[1], by=actor("editor", other))
    choose_slot(proposal, slots[0], by=actor("editor", proposal))
    with pytest.raises(SlotTaken, match="ひと足先に"):
        choose_slot(other, stale, by=actor("editor", other))
    assert [taken_by(slot) for slot in slots] == [proposal, other]


def test_changing_gives_the_former_slot_back(proposal, slots):
    person = actor("officer", proposal)
    choose_slot(proposal, slots[0], by=person)
    choose_slot(proposal, slots[1], by=person)
    assert [taken_by(slot) for slot in slots] == [None, proposal]
    assert (slots[0].taken_at, slots[0].taken_by) == (None, None)
    assert len(letters("slot_chosen")) == 2


@pytest.mark.parametrize(("kind", "online"), [("in_person", False), ("either", True), ("online", False)])
def test_taking_part_online_is_a_choice_where_both_ways_are_open(kind, online, call, proposal):
    slot = PresentationSlotFactory(call=call, place_kind=kind)
    person = actor("editor", proposal)
    assert choose_slot(proposal, slot, wants_online=True, by=person).wants_online is online
    assert choose_slot(proposal, slot, wants_online=False, by=person).wants_online is False
    assert len(letters("slot_chosen")) == 1


def test_the_database_gives_a_proposal_one_slot_and_a_slot_one_proposal(proposal, slots, now):
    person = actor("editor", proposal)
    choose_slot(proposal, slots[0], by=person)
    slots[1].proposal, slots[1].taken_at, slots[1].taken_by = proposal, now, person
    with pytest.raises(IntegrityError), transaction.atomic():
        slots[1].save()


@pytest.mark.parametrize("role", ["viewer", "staff", "other_officer", "citizen"])
def test_choosing_is_refused_to_all_others(role, proposal, slots):
    with pytest.raises(PermissionDenied):
        choose_slot(proposal, slots[0], by=actor(role, proposal))


@pytest.mark.parametrize(
    ("opens", "closes"), [(None, None), (HOUR, 2 * HOUR), (-2 * HOUR, dt.timedelta(0)), (-2 * HOUR, -HOUR)]
)
def test_outside_the_window_only_the_office_chooses(opens, closes, proposal, slots, now):
    window = {
        "slots_open_at": opens if opens is None else now + opens,
        "slots_close_at": closes if closes is None else now + closes,
    }
    Call.objects.update(**window)
    with pytest.raises(StepRefused, match=CLOSED):
        choose_slot(proposal, slots[0], by=actor("officer", proposal))
    choose_slot(proposal, slots[0], by=actor("coordinator", proposal))
    assert taken_by(slots[0]) == proposal


@pytest.mark.parametrize("given", [{"stage_number": 1}, {"state": "checking"}, {"state": "withdrawn"}])
def test_who_does_not_present_has_no_slot(given, call, slots):
    proposal = ProposalFactory(**{"screening": True, "call": call, "stage_number": 2, **given})
    for role in ("officer", "coordinator"):
        with pytest.raises(StepRefused, match=NOT_PRESENTING):
            choose_slot(proposal, slots[0], by=actor(role, proposal))


def test_a_slot_that_has_begun_and_one_of_another_call_are_refused(call, proposal, now):
    person = actor("editor", proposal)
    with pytest.raises(StepRefused, match="始まった枠"):
        choose_slot(proposal, PresentationSlotFactory(call=call, starts_at=now), by=person)
    with pytest.raises(SlotTaken):
        choose_slot(proposal, PresentationSlotFactory(), by=person)


def test_a_slot_given_back_is_free_again(proposal, slots):
    person = actor("editor", proposal)
    choose_slot(proposal, slots[0], by=person)
    give_back_slot(proposal, by=person)
    give_back_slot(proposal, by=person)
    assert taken_by(slots[0]) is None


def test_a_proposal_that_is_taken_back_leaves_its_slot_to_others(proposal, slots):
    person = actor("officer", proposal)
    choose_slot(proposal, slots[0], by=person)
    withdraw_proposal(proposal, reason="人手が足りないため", by=person)
    assert taken_by(slots[0]) is None


def planned(now, *numbers):
    return [PlannedSlot(now + n * HOUR, now + n * HOUR + dt.timedelta(minutes=20)) for n in numbers]


def test_making_twice_makes_each_once(call, now):
    office = actor("coordinator", ProposalFactory())
    place = {"place_kind": "either", "place": "第一会議室", "by": office}
    assert make_slots(call, planned(now, 1, 2), **place) == (2, 0)
    assert make_slots(call, planned(now, 2, 3), **place) == (1, 1)
    assert make_slots(call, planned(now, 2), **place | {"place": "別室"}) == (1, 0)
    assert PresentationSlot.history.count() == 4


def test_one_room_is_never_given_twice_for_the_same_minutes(call, now):
    office, start = actor("coordinator", ProposalFactory()), now + 24 * HOUR
    place = {"place_kind": "in_person", "place": "会議室", "by": office}
    assert make_slots(call, [PlannedSlot(start, start + HOUR)], **place) == (1, 0)
    crossing = [
        PlannedSlot(start + minutes, start + minutes + HOUR) for minutes in (HOUR / 2, HOUR, -HOUR / 2)
    ]
    assert make_slots(call, crossing, **place) == (1, 2)
    assert make_slots(call, crossing[:1], **place | {"place": "別室"}) == (1, 0)


def test_moving_a_group_asks_for_the_reason_and_tells_it(proposal, slots, now):
    person, office = actor("editor", proposal), actor("coordinator", proposal)
    slot = choose_slot(proposal, slots[0], by=person)
    slot.starts_at, slot.ends_at = now + 50 * HOUR, now + 51 * HOUR
    with pytest.raises(StepRefused, match="理由"):
        change_slot(slot, reason=" ", by=office)
    slot.place = "大ホール"
    change_slot(slot, reason="会場の設備の点検のため", by=office)
    [letter] = letters("slot_moved")
    assert "会場の設備の点検のため" in letter.body
    assert "大ホール" in letter.body
    assert taken_by(slot) == proposal
    assert slot.history.first().history_change_reason == "会場の設備の点検のため"


def test_a_free_slot_is_changed_and_removed_without_a_word(slots):
    office = actor("coordinator", ProposalFactory())
    slots[0].place = "大ホール"
    change_slot(slots[0], by=office)
    remove_slot(slots[0], by=office)
    assert (PresentationSlot.objects.count(), Letter.objects.count()) == (1, 0)


def test_a_taken_slot_is_not_removed(proposal, slots):
    choose_slot(proposal, slots[0], by=actor("editor", proposal))
    with pytest.raises(StepRefused, match=NOT_FREE):
        remove_slot(slots[0], by=actor("coordinator", proposal))


def test_the_window_and_the_order_are_the_offices(call, proposal, slots):
    officer = actor("officer", proposal)
    window = {
        "opens_at": dt.datetime(2026, 7, 2, 9, tzinfo=JAPAN),
        "closes_at": dt.datetime(2026, 7, 9, 17, tzinfo=JAPAN),
        "presentation": 8,
        "question": 7,
    }
    for act in (
        lambda by: make_slots(call, [], place_kind="online", place="", by=by),
        lambda by: change_slot(slots[0], by=by),
        lambda by: remove_slot(slots[0], by=by),
        lambda by: set_window(call, **window, by=by),
        lambda by: publish_order(call, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act(officer)
    office = actor("coordinator", proposal)
    changed = set_window(call, **window, by=office)
    assert (changed.presentation_minutes, changed.question_minutes) == (8, 7)
    assert changed.takes_slots_at(window["opens_at"])
    assert not changed.takes_slots_at(window["closes_at"])
    assert publish_order(call, by=office).order_published_at is not None
    assert publish_order(call, is_public=False, by=office).order_published_at is None
