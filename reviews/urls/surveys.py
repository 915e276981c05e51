"""Addresses of surveys as the office runs them: the list, making one, its page, respondents and questions."""

urlpatterns = []
