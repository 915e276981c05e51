"""Addresses of applications and adoptions over the years."""

from django.urls import path

from ..views import programme_table

urlpatterns = [
    path("programmes/table/", programme_table.all_programmes, name="programme_tables"),
    path("programmes/table/<str:kind>/", programme_table.all_programmes_file, name="programme_tables_file"),
    path("programmes/<int:programme_id>/table/", programme_table.one_programme, name="programme_table"),
    path(
        "programmes/<int:programme_id>/table/<str:kind>/",
        programme_table.one_programme_file,
        name="programme_table_file",
    ),
]
