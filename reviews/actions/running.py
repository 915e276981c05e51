"""Running a survey: opened, reminded of, closed, published; every step with the letters that belong to it."""

import datetime

from django.db import transaction
from django.utils import timezone

from kyodo.conflicts import claim_version
from kyodo.workflow import StepRefused, move

from .. import letters
from ..checking import problems_of
from ..enums import RespondentState, SurveyState
from ..models import Respondent, Survey
from .answering import take_back_answers


@transaction.atomic
def change_survey(survey: Survey, *, base_version: int, by, **fields) -> Survey:
    """Keep its name, words, date and way of counting. `EditConflict` where somebody else saved in between."""
    claim_version(survey, base_version)
    for name, value in fields.items():
        setattr(survey, name, value)
    survey._history_user = by
    survey.save(update_fields=[*fields, "version", "updated_at"])
    return survey


@transaction.atomic
def open_survey(survey: Survey, *, due_on: datetime.date, by) -> Survey:
    """回答の受付を始める. `StepRefused` while the questionnaire has an error, or for a day that has passed."""
    if errors := [each for each in problems_of(survey) if each.is_error]:
        raise StepRefused(
            f"調査票に直すところが{len(errors)}件あります。「設問」で確かめてください。", code="problems"
        )
    return _open(survey, "open", due_on=due_on, by=by)


@transaction.atomic
def reopen_survey(survey: Survey, *, due_on: datetime.date, reason: str, by) -> Survey:
    """受付を再開する: those who have not submitted are asked again."""
    return _open(survey, "reopen", due_on=due_on, reason=reason, by=by)


def _open(survey: Survey, action: str, *, due_on: datetime.date, by, reason: str = "") -> Survey:
    if due_on < timezone.localdate():
        raise StepRefused("回答の期限は、きょうより後の日にしてください。", code="due")
    move(survey, action, by=by, reason=reason, due_on=due_on, reminded_on=None)
    letters.tell_sent(survey, survey.respondents.exclude(state=RespondentState.SUBMITTED), by=by)
    return survey


@transaction.atomic
def close_survey(survey: Survey, *, by) -> Survey:
    """締め切る: what is written and not submitted stays, and is not counted."""
    move(survey, "close", by=by)
    letters.tell_closed(survey, by=by)
    return survey


@transaction.atomic
def publish_survey(survey: Survey, *, by) -> Survey:
    return move(survey, "publish", by=by)


@transaction.atomic
def unpublish_survey(survey: Survey, *, reason: str, by) -> Survey:
    return move(survey, "unpublish", by=by, reason=reason)


@transaction.atomic
def remind_missing(survey: Survey, *, by=None) -> int:
    """Letters to those alone who have not submitted. `StepRefused` for a second time on one day. Says how many.

    `by` is None where the clock reminds.
    """
    today = timezone.localdate()
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state != SurveyState.OPEN:
        raise StepRefused("催促できるのは、回答を受け付けているあいだです。", code="state")
    if survey.reminded_on == today:
        raise StepRefused("きょうは、もう催促しています。次は明日から送れます。", code="today")
    Survey.objects.filter(pk=survey.pk).update(reminded_on=today)
    return letters.remind(survey, by=by)


@transaction.atomic
def return_answers(respondent: Respondent, *, reason: str, by) -> Respondent:
    """回答に戻す: the respondent writes on, and reads why. `StepRefused` where nobody can answer any more."""
    if respondent.survey.state != SurveyState.OPEN:
        raise StepRefused("締め切った調査の回答は戻せません。先に受付を再開してください。", code="state")
    if not reason.strip():
        raise StepRefused("理由を書いてください。", code="reason")
    take_back_answers(respondent, by=by, reason=reason)
    letters.tell_returned(respondent, reason=reason.strip(), by=by)
    return respondent
