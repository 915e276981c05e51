"""Addresses of this app, one module a journey."""

from . import records

app_name = "projects"
urlpatterns = [*records.urlpatterns]
