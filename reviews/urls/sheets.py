"""Addresses of review sheets: reading, writing, the meeting, printing, rounds and axes."""

from django.urls import path

from ..views import browse, entry, meeting, office, printing, steps, year

urlpatterns = [
    path("", browse.sheets, name="sheets"),
    path("export/<str:kind>/", browse.sheets_export, name="sheets_export"),
    path("published/<int:pk>/", browse.published, name="published"),
    path("projects/<int:project_id>/", browse.of_project, name="of_project"),
    path("<int:pk>/", browse.sheet, name="sheet"),
    path("<int:pk>/goals/", browse.sheet_goals, name="sheet_goals"),
    path("<int:pk>/comparison/", browse.sheet_comparison, name="sheet_comparison"),
    path("<int:pk>/history/", browse.sheet_history, name="sheet_history"),
    path("<int:pk>/entry/", entry.entry, name="entry"),
    path("<int:pk>/entry/radar/", entry.entry_radar, name="entry_radar"),
    path("<int:pk>/finish/", entry.finish, name="finish"),
    path("<int:pk>/take-back/", entry.entry_take_back, name="take_back"),
    path("<int:pk>/meeting/", meeting.meeting, name="meeting"),
    path("<int:pk>/meeting/<int:number>/", meeting.meeting_axis, name="meeting_axis"),
    path("<int:pk>/steps/<slug:action>/", steps.step, name="step"),
    path("<int:pk>/print/", printing.print_sheet, name="print_sheet"),
    path("print/", printing.print_options, name="print_options"),
    path("print/selection/", printing.print_selection, name="print_selection"),
    path("rounds/", office.rounds, name="rounds"),
    path("rounds/new/", office.round_open, name="round_open"),
    path("rounds/<int:year>/", office.round_page, name="round"),
    path("rounds/<int:year>/dates/", office.round_dates, name="round_dates"),
    path("rounds/<int:year>/gaps/", year.round_gaps, name="gaps"),
    path("rounds/<int:year>/summary/", year.year, name="year"),
    path("rounds/<int:year>/<slug:verb>/", office.round_act, name="round_act"),
    path("axes/", office.axis_sets, name="axis_sets"),
    path("axes/new/", office.axis_set_new, name="axis_set_new"),
]
