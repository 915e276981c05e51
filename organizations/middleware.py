"""An administrator without a second factor gets no further than the page that sets one up."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect
from django.urls import reverse


class AdministratorMfaMiddleware:
    """Sends an administrator who has no second factor yet to the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not user.standing.is_administrator:
            return None
        match = request.resolver_match
        if match.url_name and (
            match.url_name.startswith(("mfa_", "account_")) or match.url_name in {"city_css"}
        ):
            return None
        return None if is_mfa_enabled(user) else redirect(reverse("mfa_index"))
