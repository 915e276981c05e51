"""The questionnaire as anybody would get it, clicked through without keeping anything."""

from django.views.decorators.http import require_GET

from kyodo.access import acts_on

from ..enums import ExperienceGroup, SurveyAudience
from ..models import Survey
from ..queries.surveys import questions_of, routed, visible_survey
from ..routing import asked_in, in_words
from .survey_frame import survey_page


@require_GET
@acts_on("reviews.view_survey", visible_survey)
def survey_preview(request, survey: Survey):
    """The query string holds whose eyes it is seen with (`group`, `runs`) and what was chosen (`q-CODE`)."""
    asks_divisions = survey.audience == SurveyAudience.DIVISIONS
    group = request.GET.get("group", ExperienceGroup.BEFORE_AND_NOW) if asks_divisions else ""
    runs = request.GET.get("runs", "1") == "1"
    questions = questions_of(survey)
    ways = [routed(question) for question in questions]
    chosen = {question.code: request.GET.getlist(f"q-{question.code}") for question in questions}
    asked = {way.code for way in asked_in(ways, group, chosen, runs=runs)}
    for question, way in zip(questions, ways, strict=True):
        question.asked_of = in_words(way, ways)
        question.offered = [
            (choice, choice.code in chosen[question.code]) for choice in question.choices.all()
        ]
    context = {
        "asked": [question for question in questions if question.code in asked],
        "left_out": [question for question in questions if question.code not in asked],
        "asks_divisions": asks_divisions,
        "groups": ExperienceGroup.choices,
        "group": group,
        "runs": runs,
    }
    return survey_page(request, survey, "reviews/surveys/preview.html", "survey_questions", **context)
