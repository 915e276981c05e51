"""The clock and surveys: whoever has not answered is reminded seven days and one day before the due date."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from kyodo.registry import scheduled

from .actions.running import remind_missing
from .enums import SurveyState
from .models import Survey

DAYS_BEFORE = (7, 1)
FROM_HOUR = 9  # Japan: nobody is reminded in the night


@scheduled
def remind_of_surveys(now: datetime.datetime) -> Iterator[str]:
    """Each open survey whose day has come, once for each of the two days, also where the clock stood still on it."""
    local = timezone.localtime(now)
    if local.hour < FROM_HOUR:
        return
    for survey in Survey.objects.filter(state=SurveyState.OPEN, due_on__gte=local.date()):
        if is_to_remind(survey, local.date()):
            yield f"survey {survey.pk}: {remind_missing(survey)} reminded"


def is_to_remind(survey: Survey, today: datetime.date) -> bool:
    """Whether one of the two days has come since the survey opened, and nobody has reminded since."""
    opened_on = timezone.localdate(survey.state_changed_at) if survey.state_changed_at else datetime.date.min
    last = max(opened_on, survey.reminded_on or datetime.date.min)
    marks = [survey.due_on - datetime.timedelta(days=days) for days in DAYS_BEFORE]
    return any(last < mark <= today for mark in marks)
