"""Addresses of surveys as the office runs them: the list, making one, its page, respondents and questions."""

from django.urls import path

from ..views import questions, respondents, survey_preview, surveys

urlpatterns = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.survey_new, name="survey_new"),
    path("surveys/respondents/<int:pk>/group/", respondents.respondent_group, name="respondent_group"),
    path("surveys/respondents/<int:pk>/through/", respondents.respondent_through, name="respondent_through"),
    path("surveys/respondents/<int:pk>/return/", respondents.respondent_return, name="respondent_return"),
    path("surveys/questions/<int:pk>/", questions.question_edit, name="question_edit"),
    path("surveys/questions/<int:pk>/rules/", questions.question_rules, name="question_rules"),
    path("surveys/questions/<int:pk>/move/", questions.question_move, name="question_move"),
    path("surveys/questions/<int:pk>/remove/", questions.question_remove, name="question_remove"),
    path("surveys/<slug:code>/", surveys.survey, name="survey"),
    path("surveys/<slug:code>/progress/", surveys.survey_progress, name="survey_progress"),
    path("surveys/<slug:code>/edit/", surveys.survey_edit, name="survey_edit"),
    path("surveys/<slug:code>/steps/<slug:action>/", surveys.survey_step, name="survey_step"),
    path("surveys/<slug:code>/history/", surveys.survey_history, name="survey_history"),
    path("surveys/<slug:code>/remind/", surveys.survey_remind, name="survey_remind"),
    path("surveys/<slug:code>/respondents/", respondents.survey_respondents, name="survey_respondents"),
    path("surveys/<slug:code>/respondents/add/", respondents.respondents_add, name="respondents_add"),
    path("surveys/<slug:code>/questions/", questions.survey_questions, name="survey_questions"),
    path("surveys/<slug:code>/questions/new/", questions.question_new, name="question_new"),
    path("surveys/<slug:code>/preview/", survey_preview.survey_preview, name="survey_preview"),
]
