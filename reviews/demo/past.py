"""What is put right of a survey of the demo once it is made: the days of its steps, and who answers through whom."""

import datetime
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from kyodo.models import StateChange
from kyodo.wareki import JAPAN
from organizations.models import User

from ..models import Question, Respondent, Survey


@dataclass(frozen=True)
class Days:
    """When a survey was made, opened, due, closed and published."""

    made: datetime.date
    open: datetime.date
    due: datetime.date
    close: datetime.date
    publish: datetime.date

    def at(self, action: str) -> datetime.datetime:
        """Ten in the morning of the step's day."""
        return datetime.datetime.combine(getattr(self, action), datetime.time(10), tzinfo=JAPAN)


def move_back(survey: Survey, days: Days) -> None:
    """Put everything that has just been recorded of a published survey onto its days; answers came in between."""
    for change in _changes(Survey).filter(object_id=survey.pk):
        at = days.at(change.action)
        StateChange.objects.filter(pk=change.pk).update(at=at)
        label = Survey.workflow.get(change.action).label
        survey.history.filter(history_change_reason=label).update(history_date=at)
    survey.history.filter(history_type="+").update(history_date=days.at("made"))
    Question.history.filter(survey_id=survey.pk).update(history_date=days.at("made"))
    Survey.objects.filter(pk=survey.pk).update(due_on=days.due, state_changed_at=days.at("publish"))
    given = days.at("due") - datetime.timedelta(days=3)
    respondents = survey.respondents.all()
    respondents.update(submitted_at=given, state_changed_at=given)
    asked = respondents.values("pk")
    _changes(Respondent).filter(object_id__in=asked).update(at=given)
    Respondent.history.filter(id__in=asked).update(history_date=given)


def answer_through(survey: Survey, name: str, other: str, *, by: User) -> None:
    """The 課 of this name answers through the other, as the records say; nobody is told."""
    respondent = survey.respondents.get(name=name)
    respondent.answers_through = survey.respondents.get(name=other)
    respondent._history_user = by
    respondent.save(update_fields=["answers_through", "updated_at"])


def _changes(model):
    return StateChange.objects.filter(content_type=ContentType.objects.get_for_model(model))
