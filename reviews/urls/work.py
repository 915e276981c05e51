"""Addresses of the list of a 課's work (業務の洗い出し) and of the statistics pages."""

urlpatterns = []
