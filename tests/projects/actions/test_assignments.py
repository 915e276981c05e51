import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kyodo.models import Letter
from projects.actions.assignments import AT_WORK, TOO_CLOSE, assign_evenly, set_reviewers
from projects.models import Assignment
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import AssignmentFactory, PanelMemberFactory, ProposalFactory
from tests.projects.actors import ALL, OFFICE, actor
from tests.projects.panels import screening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def round_():
    """Three proposals, four reviewers, nobody assigned."""
    made = screening(proposals=3, members=4)
    Assignment.objects.all().delete()
    return made


def pairs():
    return set(Assignment.objects.values_list("proposal", "member"))


def test_every_proposal_gets_its_reviewers_and_they_are_told_once(round_, coordinator):
    assert assign_evenly(round_.call, each=2, by=coordinator) == 6
    loads = sorted(member.assignments.count() for member in round_.members)
    assert loads == [1, 1, 2, 2]
    assert Letter.objects.filter(kind="screening_assigned").count() == 4
    assert Assignment.history.filter(history_user=coordinator).count() == 6


def test_the_same_again_adds_nothing(round_, coordinator):
    assign_evenly(round_.call, each=2, by=coordinator)
    before = pairs()
    assert assign_evenly(round_.call, each=2, by=coordinator) == 0
    assert pairs() == before


def test_members_of_the_group_and_known_conflicts_are_left_out(round_, coordinator):
    proposal, (insider, relative, adviser, free) = round_.proposals[0], round_.members
    MembershipFactory(organization=proposal.organization, user=insider.user)
    for member, cause in ((relative, "family"), (adviser, "advice")):
        elsewhere = ProposalFactory(screening=True, organization=proposal.organization)
        seat = PanelMemberFactory(call=elsewhere.call, user=member.user)
        AssignmentFactory(proposal=elsewhere, member=seat, conflicting=True, conflict_cause=cause)
    assign_evenly(round_.call, each=4, by=coordinator)
    assert set(proposal.assignments.values_list("member", flat=True)) == {adviser.pk, free.pk}


def test_only_who_accepted_and_has_not_left_is_asked(round_, coordinator):
    PanelMemberFactory(call=round_.call, invited=True)
    round_.members[0].ended_at = timezone.now()
    round_.members[0].save()
    assign_evenly(round_.call, each=9, by=coordinator)
    assert {member for _, member in pairs()} == {member.pk for member in round_.members[1:]}


def test_reviewers_are_chosen_by_hand(round_, coordinator):
    proposal, (first, second, *_) = round_.proposals[0], round_.members
    set_reviewers(proposal, members=[first], by=coordinator)
    set_reviewers(proposal, members=[second], by=coordinator)
    assert pairs() == {(proposal.pk, second.pk)}


def test_who_has_begun_is_not_taken_away(round_, coordinator):
    held = AssignmentFactory(proposal=round_.proposals[0], member=round_.members[0])
    with pytest.raises(ValidationError) as refused:
        set_reviewers(round_.proposals[0], members=[], by=coordinator)
    assert refused.value.messages == [AT_WORK.format(name=round_.members[0].name)]
    assert pairs() == {(held.proposal_id, held.member_id)}


def test_who_is_too_close_is_not_added_by_hand_either(round_, coordinator):
    MembershipFactory(organization=round_.proposals[0].organization, user=round_.members[0].user)
    with pytest.raises(ValidationError) as refused:
        set_reviewers(round_.proposals[0], members=round_.members[:1], by=coordinator)
    assert refused.value.messages == [TOO_CLOSE.format(name=round_.members[0].name)]
    assert pairs() == set()


def test_somebody_of_another_panel_is_not_added(round_, coordinator):
    set_reviewers(round_.proposals[0], members=[PanelMemberFactory()], by=coordinator)
    assert pairs() == set()


def test_after_the_closing_nothing_is_assigned(round_, coordinator):
    round_.stage.closed_at, round_.stage.closed_by = timezone.now(), coordinator
    round_.stage.save()
    with pytest.raises(ValidationError):
        assign_evenly(round_.call, each=2, by=coordinator)


@pytest.mark.parametrize("role", [role for role in ALL if role not in (*OFFICE, "coordinator_of_group")])
def test_nobody_but_the_office_assigns(round_, role):
    by = actor(role, round_.proposals[0])
    before = pairs()
    with pytest.raises(PermissionDenied):
        assign_evenly(round_.call, each=1, by=by)
    with pytest.raises(PermissionDenied):
        set_reviewers(round_.proposals[0], members=round_.members, by=by)
    assert pairs() == before
