import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from kyodo.conflicts import EditConflict
from kyodo.workflow import StepRefused
from projects.actions.consultations import (
    arrange_consultation,
    ask_consultation,
    drop_consultation,
    record_consultation,
    refer_consultation,
)
from projects.enums import ConsultationState, ConsultationWay
from projects.models import Consultation
from tests.factories.calls import CallFactory
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory
from tests.factories.proposals import ConsultationFactory, ProposalFactory
from tests.projects.actors import actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NOT_THE_CITY = ["officer", "coordinator_of_group", "staff", "administrator", "citizen"]


@pytest.fixture
def consultation(now):
    return ConsultationFactory()


def ask(proposal, by):
    return ask_consultation(
        proposal=proposal, wish="費用の分け方", way=ConsultationWay.PHONE, wished_times="平日の夜", by=by
    )


def arrange(consultation, now, **more):
    given = {
        "way": ConsultationWay.ONLINE,
        "meets_at": now + DAY,
        "place": "",
        "base_version": consultation.version,
    }
    return arrange_consultation(consultation=consultation, **{**given, **more})


def record(consultation, **more):
    given = {"outcome": "単価を見直します。", "office_note": None, "base_version": consultation.version}
    return record_consultation(consultation=consultation, **{**given, **more})


@pytest.mark.parametrize("role", ["officer", "editor"])
def test_a_group_asks_about_its_draft(now, role):
    proposal = ProposalFactory()
    asked = ask(proposal, actor(role, proposal))
    assert (asked.state, asked.way, asked.wished_times) == (ConsultationState.ASKED, "phone", "平日の夜")
    assert asked.history.get().history_user == asked.asked_by


@pytest.mark.parametrize("role", ["viewer", "other_officer", "coordinator", "citizen"])
def test_nobody_else_asks_for_the_group(now, role):
    proposal = ProposalFactory()
    with pytest.raises(PermissionDenied):
        ask(proposal, actor(role, proposal))


def test_a_group_cannot_ask_too_late_or_twice(now):
    late, open_one = ProposalFactory(call=CallFactory(over=True)), ConsultationFactory().proposal
    for proposal in (late, open_one):
        with pytest.raises(StepRefused):
            ask(proposal, actor("editor", proposal))
    handed_in = ProposalFactory(submitted=True)
    with pytest.raises(PermissionDenied):
        ask(handed_in, actor("editor", handed_in))


def test_after_one_is_over_the_next_may_be_asked_for(now):
    for made in ({"held": True}, {"dropped": True}):
        proposal = ConsultationFactory(**made).proposal
        assert ask(proposal, actor("editor", proposal)).state == ConsultationState.ASKED


def test_the_database_keeps_one_open_at_a_time(consultation):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultationFactory(proposal=consultation.proposal)


def test_the_office_arranges_moves_and_records_it(consultation, now, coordinator):
    arrange(consultation, now, by=coordinator)
    consultation.refresh_from_db()
    arranged = arrange(
        consultation, now, meets_at=now + 2 * DAY, place="相談室", way="counter", by=coordinator
    )
    assert (arranged.state, arranged.meets_at, arranged.place) == ("arranged", now + 2 * DAY, "相談室")
    held = record(arranged, office_note="代表者は会計が苦手。", by=coordinator)
    assert (held.state, held.outcome) == (ConsultationState.HELD, "単価を見直します。")
    assert (held.office_note, held.version) == ("代表者は会計が苦手。", 4)
    again = record(held, outcome="単価を見直しました。", by=coordinator)
    assert (again.outcome, again.office_note) == ("単価を見直しました。", "代表者は会計が苦手。")


def test_in_writing_there_is_no_moment(consultation, now, coordinator):
    arranged = arrange(consultation, now, way=ConsultationWay.WRITING, meets_at=None, by=coordinator)
    assert (arranged.state, arranged.meets_at) == (ConsultationState.ARRANGED, None)


@pytest.mark.parametrize(
    "more", [{"meets_at": None}, {"meets_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}]
)
def test_a_meeting_needs_a_moment_to_come(consultation, now, coordinator, more):
    with pytest.raises(ValidationError):
        arrange(consultation, now, by=coordinator, **more)


def test_the_second_of_two_who_arrange_at_once_is_told(consultation, now, coordinator):
    arrange(consultation, now, base_version=1, by=coordinator)
    with pytest.raises(EditConflict):
        arrange(consultation, now, base_version=1, by=coordinator)


def test_a_division_that_was_named_arranges_and_records_but_keeps_no_note(consultation, now, coordinator):
    division = DivisionFactory()
    referred = refer_consultation(
        consultation=consultation, division=division, base_version=1, by=coordinator
    )
    clerk = PostFactory(division=division).user
    arranged = arrange(referred, now, by=clerk)
    with pytest.raises(PermissionDenied):
        record(arranged, office_note="ひかえ", by=clerk)
    assert record(Consultation.objects.get(pk=arranged.pk), by=clerk).state == ConsultationState.HELD
    with pytest.raises(PermissionDenied):
        refer_consultation(consultation=referred, division=None, base_version=4, by=clerk)


@pytest.mark.parametrize("role", NOT_THE_CITY)
def test_nobody_but_the_citys_side_arranges_refers_or_records(consultation, now, role):
    user = actor(role, consultation.proposal)
    for act in (
        lambda: arrange(consultation, now, base_version=1, by=user),
        lambda: record(consultation, base_version=1, by=user),
        lambda: refer_consultation(consultation=consultation, division=None, base_version=1, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_both_sides_may_drop_it_and_then_nothing_follows(consultation, now, coordinator):
    drop_consultation(consultation=consultation, by=actor("editor", consultation.proposal))
    with pytest.raises(StepRefused):
        arrange(consultation, now, base_version=1, by=coordinator)
    with pytest.raises(StepRefused):
        refer_consultation(consultation=consultation, division=None, base_version=1, by=coordinator)
    other = ConsultationFactory(arranged=True)
    assert drop_consultation(consultation=other, by=coordinator).state == ConsultationState.DROPPED
    with pytest.raises(PermissionDenied):
        drop_consultation(consultation=ConsultationFactory(), by=MembershipFactory().user)


def test_a_record_without_an_outcome_is_refused(consultation, coordinator):
    with pytest.raises(ValidationError):
        record(consultation, outcome="", by=coordinator)


def test_who_sees_which_consultation(consultation, coordinator):
    clerk, member = PostFactory(), actor("viewer", consultation.proposal)
    referred = ConsultationFactory(division=clerk.division)
    assert set(Consultation.objects.visible_to(coordinator)) == {consultation, referred}
    assert list(Consultation.objects.visible_to(clerk.user)) == [referred]
    assert list(Consultation.objects.visible_to(member)) == [consultation]
    assert list(Consultation.objects.for_city(member)) == []
    both = actor("coordinator_of_group", consultation.proposal)
    assert list(Consultation.objects.for_city(both)) == [referred]
