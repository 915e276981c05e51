"""Addresses of applications and adoptions over the years."""

urlpatterns = []
