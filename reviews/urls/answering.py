"""Addresses of answering a survey, by the 課 or group asked, and by the office in their place."""

urlpatterns = []
