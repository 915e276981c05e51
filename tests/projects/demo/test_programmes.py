"""The demo's programme stands as if people had run it: complete, consistent, in every state."""

import datetime

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from kyodo.models import StateChange
from projects.asked import asked_of
from projects.completeness import find_gaps
from projects.enums import (
    CallState,
    ConsultationState,
    ProposalSource,
    ProposalState,
    RemarkKind,
    ThemeState,
)
from projects.models import (
    Assignment,
    Call,
    CallNotice,
    CallQuestion,
    Consultation,
    Decision,
    DivisionOpinion,
    PanelMember,
    PresentationSlot,
    Proposal,
    ProposalRemark,
    ScreeningStage,
    Theme,
)
from projects.snapshot import compose_snapshot, content_of, digest_of

pytestmark = pytest.mark.django_db

NOVEMBER = (2026, 11, 25)


@pytest.fixture
def demo(at):
    at(*NOVEMBER)
    call_command("demo")


@pytest.mark.parametrize("day", [(2027, 3, 31), (2027, 4, 1), (2028, 2, 29)])
def test_it_can_be_made_on_any_day(at, day):
    at(*day)
    call_command("demo")
    assert Call.objects.open_at(datetime.datetime(*day, 12, tzinfo=datetime.UTC)).count() == 1


def test_calls_and_proposals_in_every_state(demo):
    ours = Proposal.objects.filter(source=ProposalSource.ONLINE)
    assert set(Call.objects.values_list("state", flat=True)) == set(CallState) - {CallState.CANCELLED}
    assert set(ours.values_list("state", flat=True)) == set(ProposalState) - {ProposalState.ADOPTED}
    assert set(Theme.objects.values_list("state", flat=True)) == set(ThemeState)
    assert set(Consultation.objects.values_list("state", flat=True)) == {
        ConsultationState.ASKED,
        ConsultationState.ARRANGED,
        ConsultationState.HELD,
    }


def test_twelve_proposals_wait_for_the_reviewer(demo):
    own = Assignment.objects.filter(member__user__email="reviewer@kyodo.example")
    here = own.filter(proposal__call__state=CallState.SCREENING, proposal__call__stages__closed_at=None)
    assert here.filter(proposal__call__title__contains="前期").distinct().count() == 12


def test_what_was_handed_in_has_no_gaps_and_was_kept_as_it_stands(demo):
    handed_in = Proposal.objects.filter(submitted_at__isnull=False)
    for proposal in handed_in.select_related("call", "category", "theme", "organization"):
        papers = set(proposal.attachments.values_list("paper", flat=True))
        assert find_gaps(asked_of(proposal), content_of(proposal), papers) == [], proposal.title
        assert proposal.revisions.first().digest == digest_of(compose_snapshot(proposal))
    assert handed_in.annotate(n=Count("revisions")).filter(n=2).count() == 1


def test_a_group_has_no_more_proposals_than_the_call_allows(demo):
    rows = (
        Proposal.objects.filter(source=ProposalSource.ONLINE)
        .values("call", "organization", "call__proposals_per_group")
        .annotate(n=Count("pk"))
    )
    assert [row for row in rows if row["n"] > row["call__proposals_per_group"]] == []


def test_no_step_was_taken_before_the_one_before_it_or_after_now(demo):
    now = datetime.datetime(*NOVEMBER, 12, tzinfo=datetime.UTC)
    for proposal in Proposal.objects.filter(submitted_at__isnull=False):
        steps = list(
            StateChange.objects.filter(content_type__model="proposal", object_id=proposal.pk).order_by("pk")
        )
        moments = [step.at for step in steps]
        assert moments == sorted(moments)
        assert max(moments) < now
        assert [step.from_state for step in steps] == ["draft", *(step.to_state for step in steps[:-1])]
        assert steps[-1].to_state == proposal.state
        assert proposal.call.opens_at <= proposal.submitted_at < proposal.call.closes_at


def test_scores_have_gaps_conflicts_and_reviewers_who_have_not_declared(demo):
    now = Assignment.objects.filter(proposal__call__title__contains="前期")
    assert now.count() == 60
    assert now.filter(has_conflict=True).count() == 2
    assert now.filter(has_conflict=True, conflict_set_by=F("member__user")).count() == 1
    assert now.filter(declared_at=None).exists()
    partly = now.annotate(n=Count("scores")).filter(n__gt=0, n__lt=5)
    assert partly.count() == 4
    assert not now.filter(Q(declared_at=None) | Q(has_conflict=True), scores__isnull=False).exists()
    assert PanelMember.objects.filter(accepted_at=None).count() == 1


def test_a_closed_stage_has_every_score(demo):
    for stage in ScreeningStage.objects.exclude(closed_at=None):
        judged = Assignment.objects.filter(
            declared_at__isnull=False,
            has_conflict=False,
            proposal__call=stage.call,
            proposal__stage_number__gte=stage.number,
        )
        asked = judged.count() * stage.criteria.count()
        assert judged.filter(scores__criterion__stage=stage).count() == asked


def test_slots_in_the_evening_on_saturday_and_online(demo):
    slots = PresentationSlot.objects.filter(call__title__contains="つながり")
    hours = {(slot.starts_at + datetime.timedelta(hours=9)).hour for slot in slots}
    weekdays = {(slot.starts_at + datetime.timedelta(hours=9)).weekday() for slot in slots}
    assert (hours, 5 in weekdays) == ({10, 18, 19}, True)
    assert set(slots.values_list("place_kind", flat=True)) == {"in_person", "online", "either"}
    assert (slots.count(), slots.exclude(proposal=None).count()) == (8, 3)


def test_decisions_are_entered_read_and_released(demo):
    assert Decision.objects.filter(read_at=None).count() == 1
    assert Decision.objects.exclude(read_at=None).filter(released_at=None).count() == 1
    confirmed = Proposal.objects.filter(state=ProposalState.CONFIRMED, source=ProposalSource.ONLINE)
    assert all(each.project.partners.get().organization == each.organization for each in confirmed)
    new = confirmed.exclude(title__startswith="ケアラー")
    assert {
        (each.project.budget_lines.exists(), each.project.role_shares.exists(), each.project.goals.count())
        for each in new
    } == {(True, True, 2)}


def test_questions_notices_opinions_and_remarks(demo):
    assert CallQuestion.objects.filter(answered_at=None).count() == 1
    assert CallQuestion.objects.exclude(answered_at=None).count() == 3
    assert CallNotice.objects.count() == 2
    assert set(DivisionOpinion.objects.values_list("answer", flat=True)) == {"", "yes", "conditional"}
    assert ProposalRemark.objects.open().filter(kind=RemarkKind.RETURN).count() == 3
    assert ProposalRemark.objects.open().filter(kind=RemarkKind.QUESTION).count() == 1
