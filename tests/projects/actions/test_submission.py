import datetime
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from kyodo.models import Letter
from kyodo.workflow import StepRefused
from organizations.models import Organization
from projects.actions.answers import Edit, save_answers
from projects.actions.submission import AlreadyHandedIn, submit_proposal, withdraw_proposal
from projects.models import Proposal, ProposalRevision
from projects.snapshot import compose_snapshot, digest_of
from tests.factories.calls import CallFactory, CategoryFactory
from tests.factories.organizations import PostFactory
from tests.factories.proposals import (
    AttachmentFactory,
    ProposalFactory,
    ProposalRemarkFactory,
    ProposalRevisionFactory,
)
from tests.projects.actors import actor
from tests.projects.whole import WHOLE

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def call(now):
    return CallFactory(project_year=2027, opens_at=now - 30 * DAY, closes_at=now + DAY)


def whole(call, **more):
    category = CategoryFactory(call=call, rates=[90], limits=[300_000])
    return ProposalFactory(call=call, category=category, title=WHOLE["name"], answers=WHOLE, **more)


@pytest.fixture
def proposal(call):
    return whole(call)


@pytest.fixture
def officer(proposal):
    return actor("officer", proposal)


@pytest.fixture
def submit(proposal, officer, now):
    def hand_in(*, at=now, by=officer, key=None, **more):
        return submit_proposal(proposal, key=key or uuid.uuid4(), at=at, by=by, **more)

    return hand_in


def refused(code, submit, **more):
    with pytest.raises(StepRefused) as error:
        submit(**more)
    assert error.value.code == code
    assert ProposalRevision.objects.count() == 0


def test_what_is_written_is_handed_in_and_kept(proposal, officer, submit, now):
    revision = submit()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.submitted_at, proposal.submitted_by) == ("submitted", now, officer)
    assert (revision.number, revision.receipt_number) == (1, f"R8-{proposal.pk:05}-1")
    assert (revision.submitted_at, revision.submitted_by) == (now, officer)
    assert revision.content["title"] == WHOLE["name"]
    assert revision.digest == digest_of(revision.content)


def test_the_last_second_counts_and_the_closing_second_does_not(call, submit):
    refused("late", submit, at=call.closes_at)
    refused("late", submit, at=call.closes_at + SECOND)
    assert submit(at=call.closes_at - SECOND).submitted_at == call.closes_at - SECOND


def test_who_was_in_time_is_not_late_because_others_were_too(call, submit, at):
    """The request waited for its turn until after the closing: when it arrived is what counts."""
    arrived = call.closes_at - SECOND
    at(2027, 1, 1)
    assert submit(at=arrived).submitted_at == arrived


def test_before_the_opening_nothing_is_taken(call, submit):
    refused("late", submit, at=call.opens_at - SECOND)


def test_the_same_key_is_the_same_submission(proposal, submit):
    key = uuid.uuid4()
    first = submit(key=key)
    mail.outbox.clear()
    assert submit(key=key) == first
    assert submit(key=key, at=first.submitted_at + 10 * DAY) == first
    assert (proposal.revisions.count(), len(mail.outbox)) == (1, 0)


def test_another_window_is_led_to_what_was_handed_in(submit):
    first = submit()
    with pytest.raises(AlreadyHandedIn) as error:
        submit()
    assert error.value.revision == first


def test_the_key_of_another_proposal_gives_nothing_away(submit):
    other = ProposalRevisionFactory(receipt_number="R7-00001-1")
    with pytest.raises(StepRefused) as error:
        submit(key=other.submission_key)
    assert error.value.code == "key"


@pytest.mark.parametrize("role", ["editor", "viewer", "other_officer", "coordinator", "citizen"])
def test_an_officer_alone_hands_in(proposal, submit, role):
    with pytest.raises(PermissionDenied):
        submit(by=actor(role, proposal))


def test_what_is_not_whole_is_not_taken(proposal, submit):
    proposal.answers.filter(key="purpose").update(value="")
    refused("incomplete", submit)


def test_a_missing_paper_and_an_unmet_condition_are_not_taken(proposal, call, submit):
    call.papers = [{"key": "rules", "label": "会則"}]
    call.conditions = [{"key": "members", "label": "構成員の数", "minimum": 5, "unit": "人"}]
    call.save()
    refused("incomplete", submit)
    AttachmentFactory(proposal=proposal, paper="rules")
    refused("incomplete", submit)
    proposal.answers.create(key="condition.members", value="5")
    assert submit().content["attachments"][0]["paper"] == "rules"


def test_a_change_after_the_confirmation_is_confirmed_again(proposal, submit):
    seen = digest_of(compose_snapshot(proposal))
    editor = actor("editor", proposal)
    save_answers(proposal, {"purpose": Edit("書きかえた。", 1)}, by=editor)
    refused("changed", submit, digest=seen)
    assert submit(digest=digest_of(compose_snapshot(proposal))).number == 1


def test_one_more_than_the_call_allows_is_not_taken(proposal, call, submit):
    whole(call, organization=proposal.organization)
    ProposalFactory(call=call, organization=proposal.organization, withdrawn=True)
    other = ProposalFactory(call=call, organization=proposal.organization, submitted=True)
    refused("number", submit)
    Proposal.objects.filter(pk=other.pk).update(state="withdrawn")
    assert submit().number == 1


def test_a_group_whose_registration_stopped_hands_nothing_in(proposal, submit):
    Organization.objects.filter(pk=proposal.organization_id).update(state="suspended")
    refused("group", submit)


def test_what_was_sent_back_is_handed_in_again_until_its_own_closing(call, now):
    proposal = whole(call, returned=True, open_until=now + 5 * DAY, submitted_at=now - DAY)
    ProposalRevisionFactory(proposal=proposal, number=1)
    remark = ProposalRemarkFactory(proposal=proposal)
    officer, first = actor("officer", proposal), proposal.submitted_at
    with pytest.raises(StepRefused) as error:
        submit_proposal(proposal, key=uuid.uuid4(), at=proposal.open_until, by=officer)
    assert error.value.code == "late"
    revision = submit_proposal(proposal, key=uuid.uuid4(), at=call.closes_at + DAY, by=officer)
    proposal.refresh_from_db()
    remark.refresh_from_db()
    assert (revision.number, revision.receipt_number) == (2, f"R8-{proposal.pk:05}-2")
    assert (proposal.state, proposal.submitted_at, remark.settled_at) == ("submitted", first, now)


def test_a_reopened_draft_is_taken_after_the_closing(call, submit, proposal):
    Proposal.objects.filter(pk=proposal.pk).update(open_until=call.closes_at + 3 * DAY)
    assert submit(at=call.closes_at + DAY).number == 1


def test_everybody_who_writes_has_the_receipt_and_the_office_hears_of_it(
    proposal, submit, officer, django_capture_on_commit_callbacks
):
    editor, office = actor("editor", proposal), PostFactory(coordinator=True).user
    actor("viewer", proposal)
    with django_capture_on_commit_callbacks(execute=True):
        revision = submit()
    letters = Letter.objects.order_by("pk").values_list("kind", "recipient")
    assert list(letters) == [
        ("proposal_receipt", officer.pk),
        ("proposal_receipt", editor.pk),
        ("proposal_arrived", office.pk),
    ]
    assert f"受付番号：{revision.receipt_number}" in mail.outbox[0].body


def test_a_proposal_is_taken_back_with_a_reason_until_the_decision(proposal, submit, officer):
    office = PostFactory(coordinator=True).user
    submit()
    withdraw_proposal(proposal, reason="人が足りない。", by=officer)
    assert proposal.state == "withdrawn"
    assert list(Letter.objects.filter(kind="proposal_taken_back").values_list("recipient")) == [(office.pk,)]
    assert "人が足りない。" in Letter.objects.get(kind="proposal_withdrawn").body


def test_the_office_does_not_hear_of_a_draft_that_was_dropped(proposal, officer):
    PostFactory(coordinator=True)
    withdraw_proposal(proposal, reason="来年にする。", by=officer)
    assert list(Letter.objects.values_list("kind", flat=True)) == ["proposal_withdrawn"]


def test_nothing_is_taken_back_without_a_reason_by_others_or_after_the_decision(proposal, officer):
    with pytest.raises(StepRefused):
        withdraw_proposal(proposal, reason=" ", by=officer)
    with pytest.raises(PermissionDenied):
        withdraw_proposal(proposal, reason="x", by=actor("editor", proposal))
    decided = ProposalFactory(adopted=True)
    with pytest.raises(StepRefused):
        withdraw_proposal(decided, reason="x", by=actor("officer", decided))


@pytest.mark.parametrize("lines", [1, 3])
def test_a_submission_costs_the_same_with_more_written(
    proposal, submit, lines, django_assert_max_num_queries
):
    for number in range(2, lines + 2):
        proposal.answers.create(key=f"schedule.r{number}.when", value="6月")
        proposal.answers.create(key=f"schedule.r{number}.what", value="集まる")
        AttachmentFactory(proposal=proposal)
    with django_assert_max_num_queries(34):
        submit()
