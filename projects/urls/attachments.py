"""Addresses of a proposal's files and its printed form."""

urlpatterns = []
