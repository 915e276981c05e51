"""Addresses of this app, one module a journey."""

from . import (
    attachments,
    calls,
    checking,
    deciding,
    history,
    presentation,
    records,
    screening,
    writing,
)

app_name = "projects"
urlpatterns = [
    *records.urlpatterns,
    *calls.urlpatterns,
    *writing.urlpatterns,
    *attachments.urlpatterns,
    *checking.urlpatterns,
    *screening.urlpatterns,
    *presentation.urlpatterns,
    *deciding.urlpatterns,
    *history.urlpatterns,
]
