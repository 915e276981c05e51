import datetime as dt

import pytest
from django.utils import timezone

from kyodo.models import Letter
from projects.actions.scoring import finish_scoring
from projects.schedule.screening import remind_reviewers
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def round_(at):
    """Scoring ends on Friday, 10 July 2026, 17:00; one of two reviewers is done."""
    at(2026, 7, 1, 9)
    made = screening(members=2)
    made.stage.due_at = timezone.now().replace(day=10) + dt.timedelta(hours=8)
    made.stage.save()
    finish_scoring(made.assignment, by=made.reviewer)
    return made


def run():
    return list(remind_reviewers(timezone.now()))


def told():
    return [letter.recipient for letter in Letter.objects.filter(kind="screening_reminder").order_by("pk")]


def test_whoever_is_not_done_is_reminded_three_days_and_one_day_before(round_, at):
    late = round_.members[1].user
    at(2026, 7, 7, 16, 59)
    assert (run(), told()) == ([], [])
    at(2026, 7, 7, 17)
    assert run() == [f"stage {round_.stage.pk}: 1 reviewers reminded"]
    at(2026, 7, 8, 9)
    assert (run(), told()) == ([], [late])
    at(2026, 7, 9, 17)
    run()
    assert (run(), told()) == ([], [late, late])
    at(2026, 7, 10, 17)
    assert (run(), len(told())) == ([], 2)


def test_a_clock_that_stood_still_reminds_once(round_, at):
    at(2026, 7, 10, 9)
    run()
    assert (run(), len(told())) == ([], 1)


def test_a_later_end_is_told_of_again(round_, at):
    at(2026, 7, 9, 18)
    run()
    round_.stage.due_at += 7 * DAY
    round_.stage.save()
    at(2026, 7, 16, 18)
    run()
    assert len(told()) == 2


def test_nobody_is_reminded_of_a_closed_stage(round_, at, coordinator):
    at(2026, 7, 9, 18)
    round_.stage.closed_at, round_.stage.closed_by = timezone.now(), coordinator
    round_.stage.save()
    assert run() == []
