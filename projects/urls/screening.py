"""Addresses of the panel, its scores and their calculation."""

urlpatterns = []
