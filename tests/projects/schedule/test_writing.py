import datetime

import pytest
from django.utils import timezone

from kyodo.models import Letter, MailPreference
from projects.models import Proposal
from projects.schedule.writing import remind_of_closing
from tests.factories.calls import CallFactory
from tests.factories.organizations import MembershipFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


@pytest.fixture
def closing(at):
    """17:00 on 31 July; the clock stands on 1 July, when the drafts are begun."""
    closes_at = at(2026, 7, 31, 17)
    at(2026, 7, 1)
    return closes_at


@pytest.fixture
def draft(closing):
    call = CallFactory(opens_at=closing - 60 * DAY, closes_at=closing)
    return ProposalFactory(call=call, title="夜の茶話会")


@pytest.fixture
def editor(draft):
    return MembershipFactory(organization=draft.organization).user


def reminders():
    return list(Letter.objects.filter(kind="proposal_reminder").values_list("recipient", flat=True))


def run(moment):
    return list(remind_of_closing(moment))


def test_a_group_with_a_draft_is_reminded_seven_days_and_one_day_before(draft, editor, closing):
    assert run(closing - 7 * DAY - MINUTE) == []
    assert run(closing - 7 * DAY) == ["1 reminded 7 days before the closing"]
    assert run(closing - 6 * DAY) == run(closing - 1 * DAY - MINUTE) == []
    assert run(closing - 1 * DAY) == ["1 reminded 1 days before the closing"]
    assert run(closing - MINUTE) == run(closing) == []
    assert reminders() == [editor.pk, editor.pk]
    assert "令和8年（2026年）7月31日 17:00に締め切ります：夜の茶話会" in Letter.objects.first().subject


def test_after_a_pause_of_the_clock_one_reminder_is_enough(draft, editor, closing):
    assert run(closing - DAY) == ["1 reminded 1 days before the closing"]
    assert run(closing - DAY / 2) == []


def test_a_draft_begun_on_the_last_days_is_not_reminded_at_once(draft, editor, closing):
    Proposal.objects.update(created_at=closing - 5 * DAY)
    assert run(closing - 4 * DAY) == []
    assert run(closing - DAY / 2) == ["1 reminded 1 days before the closing"]


def test_a_closing_that_was_moved_is_reminded_anew(draft, editor, closing):
    run(closing - 7 * DAY)
    type(draft.call).objects.update(closes_at=closing + 14 * DAY)
    assert run(closing + 7 * DAY) == ["1 reminded 7 days before the closing"]


def test_a_reopened_draft_has_a_closing_of_its_own(draft, editor, closing):
    own = closing + 20 * DAY
    Proposal.objects.update(open_until=own)
    assert run(closing - DAY) == []
    assert run(own - 7 * DAY) == ["1 reminded 7 days before the closing"]


def test_a_reopened_draft_closes_with_the_call_where_that_was_extended_beyond(draft, editor, closing):
    Proposal.objects.update(open_until=closing + DAY)
    type(draft.call).objects.update(closes_at=closing + 20 * DAY)
    assert run(closing) == []
    assert run(closing + 13 * DAY) == ["1 reminded 7 days before the closing"]


def test_who_opted_out_and_who_only_reads_hears_nothing(draft, editor, closing):
    MembershipFactory(organization=draft.organization, viewer=True)
    MailPreference.objects.create(user=editor, opted_out=["proposal_reminder"])
    assert run(closing - DAY) == []
    assert reminders() == []


@pytest.mark.parametrize("state", ["submitted", "withdrawn", "returned"])
def test_what_is_no_draft_is_not_reminded(state, draft, editor, closing):
    Proposal.objects.update(state=state, submitted_at=timezone.now(), submitted_by=editor)
    assert run(closing - DAY) == []


def test_a_call_that_was_cancelled_reminds_nobody(draft, editor, closing):
    type(draft.call).objects.update(state="cancelled")
    assert run(closing - DAY) == []


@pytest.mark.parametrize("drafts", [1, 3])
def test_it_costs_the_same_with_more_drafts(draft, editor, closing, drafts, django_assert_num_queries):
    for _ in range(drafts - 1):
        MembershipFactory(organization=ProposalFactory(call=draft.call).organization)
    run(closing - 7 * DAY)
    with django_assert_num_queries(4):
        run(closing - 7 * DAY)
