"""Addresses of tabulations of a survey: tables, crossings and charts."""

from django.urls import path

from ..views import tables, text_headings

urlpatterns = [
    path("surveys/questions/<int:pk>/texts/", text_headings.text_headings, name="text_headings"),
    path(
        "surveys/questions/<int:pk>/texts/remove/",
        text_headings.text_heading_remove,
        name="text_heading_remove",
    ),
    path("surveys/<slug:code>/tables/", tables.survey_tables, name="survey_tables"),
    path("surveys/<slug:code>/tables/rows/", tables.survey_table_rows, name="survey_table_rows"),
    path("surveys/<slug:code>/tables/<str:kind>/", tables.survey_table_file, name="survey_table_file"),
]
