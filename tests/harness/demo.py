"""The demo portal as the pictures and the axe test see it: who plays which role, and the ids that addresses hold."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.apps import apps
from django.contrib.auth import get_user_model

from organizations.demo import ACCOUNTS

VISITOR = "visitor"
# staff, promoter, coordinator, administrator, officer, editor, viewer, reviewer: what each account holds.
EMAILS = {account.key or str(account.held): account.email for account in ACCOUNTS}
ROLES = (VISITOR, *EMAILS)


class Demo:
    """Looks up what `manage.py demo` has put into the present database."""

    def user(self, role: str):
        """The account of a role; None for the visitor."""
        if role == VISITOR:
            return None
        user = get_user_model().objects.get(email=EMAILS[role])
        if role == "administrator" and not is_mfa_enabled(user):
            TOTP.activate(
                user, generate_totp_secret()
            )  # without one it gets no further than the page that asks
        return user

    @property
    def open_year(self) -> int:
        """The fiscal year of the round that is open: the newest."""
        return apps.get_model("reviews.ReviewRound").objects.latest("fiscal_year").fiscal_year

    def first(self, model: str, **lookups):
        """The first row of "app.Model" that matches: `demo.first("projects.Project", visibility="public")`."""
        found = apps.get_model(model).objects.filter(**lookups).order_by("pk").first()
        if found is None:
            raise LookupError(f"the demo has no {model} with {lookups}")
        return found
