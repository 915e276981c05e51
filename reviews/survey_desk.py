"""What surveys bring to the desk and the doors of the frame."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from kyodo.registry import Door, Task, desk_tasks, doors

from .checking import problems_of
from .enums import RespondentState, SurveyState
from .models import Respondent, Survey

SHOWN = 12


@doors
def survey_doors() -> Iterable[Door]:
    yield Door("実態調査", "reviews:surveys", 40, lambda user: True)


@desk_tasks
def answer_tasks(user, today: datetime.date) -> Iterator[Task]:
    """Open surveys that one's 課 or group has not answered yet."""
    if not (user.standing.division_ids or user.standing.editable_organizations):
        return
    waiting = (
        Respondent.objects.answered_by(user)
        .filter(survey__state=SurveyState.OPEN)
        .exclude(state=RespondentState.SUBMITTED)
        .select_related("survey")
        .order_by("survey__due_on", "position", "pk")
    )
    for respondent in waiting[:SHOWN]:
        yield Task(
            "実態調査に答える",
            f"{respondent.survey.title}（{respondent.name}）",
            reverse("reviews:survey_answer", args=[respondent.pk]),
            "答える",
            respondent.survey.due_on,
            note="" if respondent.state == RespondentState.WAITING else "書きかけです",
        )


@desk_tasks
def survey_tasks(user, today: datetime.date) -> Iterator[Task]:
    """The coordinator's: the survey to close, and what keeps one from opening."""
    if not user.standing.is_coordinator:
        return
    over, preparing = Q(state=SurveyState.OPEN, due_on__lt=today), Q(state=SurveyState.PREPARING)
    found = list(Survey.objects.filter(over | preparing)[: 2 * SHOWN])
    closing = [survey for survey in found if survey.state == SurveyState.OPEN]
    for survey in sorted(closing, key=lambda each: (each.due_on, each.pk))[:SHOWN]:
        address = reverse("reviews:survey", args=[survey.code])
        yield Task("実態調査を締め切る", survey.title, address, "見る", survey.due_on)
    newest = next((survey for survey in found if survey.state == SurveyState.PREPARING), None)
    if newest is not None:
        wrong = sum(each.is_error for each in problems_of(newest))
        note = f"直すところが{wrong}件あります" if wrong else ""
        address = reverse("reviews:survey", args=[newest.code])
        yield Task("実態調査の受付を始める", newest.title, address, "見る", note=note)
