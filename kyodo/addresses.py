"""Addresses of the portal for those who read them elsewhere: in a letter, on paper."""

from django.conf import settings


def absolute(path: str) -> str:
    """An address for use outside the portal."""
    return f"{settings.SITE_URL}{path}"
