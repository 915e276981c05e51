"""Addresses of checking proposals, of opinions and consultations."""

urlpatterns = []
