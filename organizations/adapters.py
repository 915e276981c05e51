"""How allauth behaves here: what a person is called, and where they arrive."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from kyodo.text import normalise


def display_name(user) -> str:
    return str(user)


PROVEN_ADDRESS = "organizations.proven_address"


def remember_proven_address(request, email: str) -> None:
    """The visitor opened a link that only mail to this address carries: signing up with it needs no second mail."""
    request.session[PROVEN_ADDRESS] = email


class AccountAdapter(DefaultAccountAdapter):
    """E-mail sign-in; addresses are compared in lower case, and taken in full-width letters too."""

    def is_email_verified(self, request, email: str) -> bool:
        return email.lower() == request.session.get(PROVEN_ADDRESS) or super().is_email_verified(
            request, email
        )

    def clean_email(self, email: str) -> str:
        return super().clean_email(normalise(email).lower())


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """City staff signing in through the city's own OIDC provider."""

    def pre_social_login(self, request, sociallogin) -> None:
        """An address that the provider vouches for needs no code from us."""
        if not sociallogin.is_existing:
            return
        user = sociallogin.user
        if user.email.lower() in {
            each.email.lower() for each in sociallogin.email_addresses if each.verified
        }:
            user.emailaddress_set.update_or_create(
                email=user.email.lower(), defaults={"verified": True, "primary": True}
            )

    def populate_user(self, request, sociallogin, data):
        """Take the name over from the provider's claims."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("last_name"), data.get("first_name"))
        user.name = (data.get("name") or " ".join(filter(None, parts)))[:60]
        return user
