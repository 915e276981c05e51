"""Addresses of programmes, calls, themes and questions."""

urlpatterns = []
