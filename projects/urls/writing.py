"""Addresses of a group's proposals, from the first draft to the receipt."""

urlpatterns = []
