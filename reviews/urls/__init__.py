"""Addresses of this app, one module a journey."""

from . import answering, report, sheets, surveys, tables, work

app_name = "reviews"
urlpatterns = [
    *sheets.urlpatterns,
    *surveys.urlpatterns,
    *answering.urlpatterns,
    *tables.urlpatterns,
    *report.urlpatterns,
    *work.urlpatterns,
]
