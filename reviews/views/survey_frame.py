"""What every page of one survey shows round its own content: where it stands, tabs, and the one main button."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from ..enums import SurveyState
from ..models import Survey, SurveyReport

BY_HAND = ("open", "close", "reopen", "publish", "unpublish")
MAIN_STEPS = ("open", "close", "publish")


@dataclass(frozen=True)
class SurveyTab:
    """One page of a survey: its label, the name of its address (which takes the code), and who finds it there."""

    label: str
    name: str
    may: Callable[[object, Survey], bool]


def _everybody(user, survey: Survey) -> bool:
    return True


def _has(permission: str) -> Callable[[object, Survey], bool]:
    return lambda user, survey: user.has_perm(permission, survey)


def _sees_tables(user, survey: Survey) -> bool:
    return survey.state == SurveyState.PUBLISHED or user.has_perm("reviews.view_tabulation")


def _sees_report(user, survey: Survey) -> bool:
    may_write = user.has_perm("reviews.write_report")
    return may_write or SurveyReport.objects.visible_to(user).filter(survey=survey).exists()


TABS = (
    SurveyTab("進みぐあい", "survey", _everybody),
    SurveyTab("回答者", "survey_respondents", _has("reviews.run_survey")),
    SurveyTab("設問", "survey_questions", _has("reviews.view_survey")),
    SurveyTab("集計", "survey_tables", _sees_tables),
    SurveyTab("報告書", "survey_report", _sees_report),
    SurveyTab("経過", "survey_history", _has("reviews.run_survey")),
)


def sent(request):
    """What a form is bound to: the data of a POST, also where a browser had nothing to send."""
    return request.POST if request.method == "POST" else None


def survey_page(request, survey: Survey, template: str, tab: str, *, status: int = 200, **more):
    """Render one page of a survey; its template extends reviews/surveys/frame.html. `tab`: the address's name."""
    steps = [each for each in survey.workflow.open_to(request.user, survey) if each.action in BY_HAND]
    tabs = [
        {
            "label": each.label,
            "url": reverse(f"reviews:{each.name}", args=[survey.code]),
            "count": None,
            "current": each.name == tab,
        }
        for each in TABS
        if each.may(request.user, survey)
    ]
    context = {
        "survey": survey,
        "tabs": tabs if len(tabs) > 1 else [],
        "may_run": request.user.has_perm("reviews.run_survey", survey),
        "main_step": next((each for each in steps if each.action in MAIN_STEPS), None),
        "other_steps": [each for each in steps if each.action not in MAIN_STEPS],
        **more,
    }
    return render(request, template, context, status=status)
