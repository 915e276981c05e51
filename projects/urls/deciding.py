"""Addresses of decisions and what follows from them."""

urlpatterns = []
