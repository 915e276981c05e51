"""Addresses of a survey's report."""

urlpatterns = []
