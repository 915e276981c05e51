"""The demo portal as the pictures and the axe test see it: who plays which role, and the ids that addresses hold."""

from django.apps import apps
from django.contrib.auth import get_user_model

VISITOR = "visitor"
# Role → e-mail of its account in the demo.
ACCOUNTS: dict[str, str] = {}


class Demo:
    """Looks up what `manage.py demo` has put into the present database."""

    def user(self, role: str):
        """The account of a role; None for the visitor."""
        return None if role == VISITOR else get_user_model().objects.get(email=ACCOUNTS[role])

    def first(self, model: str, **lookups):
        """The first row of "app.Model" that matches: `demo.first("projects.Project", is_public=True)`."""
        found = apps.get_model(model).objects.filter(**lookups).order_by("pk").first()
        if found is None:
            raise LookupError(f"the demo has no {model} with {lookups}")
        return found
