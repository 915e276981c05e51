"""Addresses of tabulations of a survey: tables, crossings and charts."""

urlpatterns = []
