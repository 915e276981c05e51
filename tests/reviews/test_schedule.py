import datetime

import pytest
from django.utils import timezone

from kyodo.models import Letter
from reviews.schedule import remind_of_surveys
from tests.factories.organizations import PostFactory
from tests.factories.surveys import RespondentFactory

pytestmark = pytest.mark.django_db

OPENED = datetime.datetime(2027, 1, 4, 1, tzinfo=datetime.UTC)


def reminders_on(at, *days: int, hour: int = 10) -> list[int]:
    """The days of January (of these) on which the clock, asked twice, wrote a letter."""
    written = []
    for day in days:
        at(2027, 1, day, hour)
        before = Letter.objects.count()
        for _ in range(2):
            list(remind_of_surveys(timezone.now()))
        written += [day] * (Letter.objects.count() - before)
    return written


@pytest.fixture
def respondent():
    """Of a survey that is due on 31 January, with somebody who answers."""
    made = RespondentFactory(survey__due_on=datetime.date(2027, 1, 31), survey__state_changed_at=OPENED)
    PostFactory(division=made.division)
    return made


def test_the_clock_reminds_seven_days_and_one_day_before(respondent, at):
    assert reminders_on(at, 20, 23, 24, 25, 29, 30, 31) == [24, 30]


def test_it_makes_up_for_a_day_on_which_it_stood_still(respondent, at):
    assert reminders_on(at, 23, 26, 27, 31) == [26, 31]


def test_it_is_silent_at_night_and_after_the_end(respondent, at):
    assert reminders_on(at, 24, hour=3) == []
    respondent.survey.due_on = datetime.date(2027, 1, 15)
    respondent.survey.save()
    assert reminders_on(at, 20) == []


def test_it_does_not_repeat_what_the_office_sent_that_day(respondent, at):
    respondent.survey.reminded_on = datetime.date(2027, 1, 24)
    respondent.survey.save()
    assert reminders_on(at, 24, 25) == []


def test_whoever_was_asked_in_the_last_week_is_reminded_on_the_last_day_alone(respondent, at):
    respondent.survey.state_changed_at = datetime.datetime(2027, 1, 26, 1, tzinfo=datetime.UTC)
    respondent.survey.save()
    assert reminders_on(at, 26, 27, 30) == [30]


def test_nobody_is_reminded_who_has_submitted(respondent, at):
    done = RespondentFactory(survey=respondent.survey, submitted=True)
    PostFactory(division=done.division)
    respondent.delete()
    assert reminders_on(at, 24) == []
