"""How allauth behaves here: who may sign up, what a person is called, and nobody learns who has an account."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


def display_name(user) -> str:
    return str(user)


class AccountAdapter(DefaultAccountAdapter):
    """E-mail sign-in; addresses are compared in lower case."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """City staff signing in through the city's own OIDC provider."""
