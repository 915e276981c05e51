"""Addresses of presentation slots."""

urlpatterns = []
