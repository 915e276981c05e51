"""Addresses of programmes, calls, themes and questions."""

from django.urls import path

from ..views import call_editor, call_office, calls, programmes, questions, themes

OFFICE = "calls/<int:call_id>/office"
PROGRAMME = "programmes/<int:programme_id>"
THEME = "themes/<int:theme_id>"

urlpatterns = [
    path("calls/", calls.call_list, name="calls"),
    path("calls/calendar.ics", calls.call_calendar, name="call_calendar"),
    path("calls/office/", call_office.office_calls, name="office_calls"),
    path("calls/<int:call_id>/", calls.call, name="call"),
    path("calls/<int:call_id>/questions/ask/", questions.ask, name="ask_question"),
    path("calls/questions/<int:question_id>/", questions.answer, name="answer_question"),
    path(f"{OFFICE}/", call_office.call_office, name="call_office"),
    path(f"{OFFICE}/history/", call_office.call_history, name="call_history"),
    path(f"{OFFICE}/publish/", call_office.call_publish, name="call_publish"),
    path(f"{OFFICE}/extend/", call_office.call_extend, name="call_extend"),
    path(f"{OFFICE}/steps/<slug:action>/", call_office.call_step, name="call_step"),
    path(f"{OFFICE}/edit/<slug:part>/", call_editor.call_edit, name="call_edit"),
    path(f"{OFFICE}/questions/", questions.questions, name="questions"),
    path(f"{OFFICE}/themes/", themes.call_themes, name="call_themes"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path(f"{PROGRAMME}/", programmes.programme, name="programme"),
    path(f"{PROGRAMME}/history/", programmes.programme_history, name="programme_history"),
    path(f"{PROGRAMME}/edit/<slug:part>/", programmes.programme_edit, name="programme_edit"),
    path(f"{PROGRAMME}/calls/new/", call_editor.call_new, name="call_new"),
    path("themes/", themes.theme_list, name="themes"),
    path("themes/new/", themes.theme_new, name="theme_new"),
    path(f"{THEME}/", themes.theme, name="theme"),
    path(f"{THEME}/edit/", themes.theme_edit, name="theme_edit"),
    path(f"{THEME}/history/", themes.theme_history, name="theme_history"),
    path(f"{THEME}/steps/<slug:action>/", themes.theme_step, name="theme_step"),
]
