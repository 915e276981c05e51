"""Addresses of the list of a 課's work (業務の洗い出し) and of the statistics pages."""

from django.urls import path

from ..views import statistics, statistics_ratings, statistics_rows, work, work_office

urlpatterns = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/records/", statistics.statistics_records, name="statistics_records"),
    path("statistics/records/<str:kind>/", statistics.statistics_file, name="statistics_file"),
    path("statistics/ratings/", statistics_ratings.statistics_ratings, name="statistics_ratings"),
    path(
        "statistics/ratings/<str:kind>/",
        statistics_ratings.statistics_ratings_file,
        name="statistics_ratings_file",
    ),
    path("statistics/main/<str:kind>/", statistics.statistics_main_file, name="statistics_main_file"),
    path("statistics/rows/", statistics_rows.statistics_rows, name="statistics_rows"),
    path("statistics/rows/<str:kind>/", statistics_rows.statistics_rows_file, name="statistics_rows_file"),
    path("statistics/work/", work_office.work, name="work"),
    path("statistics/work/export/<str:kind>/", work_office.work_file, name="work_file"),
    path("statistics/work/summary/", work_office.work_summary, name="work_summary"),
    path("statistics/work/summary/<str:kind>/", work_office.work_summary_file, name="work_summary_file"),
    path("statistics/work/ask/", work_office.work_ask, name="work_ask"),
    path("statistics/work/items/<int:pk>/", work_office.work_item, name="work_item"),
    path("statistics/work/items/<int:pk>/theme/", work_office.work_theme, name="work_theme"),
    path("statistics/work/<int:year>/<int:pk>/", work.work_edit, name="work_edit"),
    path("statistics/work/<int:year>/<int:pk>/copy/", work.work_copy, name="work_copy"),
]
