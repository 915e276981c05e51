"""An administrator without a second factor gets no further than the pages that set one up."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect

# Signing in, out and again, one's own sign-in settings, and what those pages load.
REACHABLE = ("mfa_", "account_", "city_css")


class AdministratorMfaMiddleware:
    """Sends an administrator who has no second factor yet to the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or request.resolver_match.view_name.startswith(REACHABLE):
            return None
        if not user.standing.is_administrator or is_mfa_enabled(user):
            return None
        return redirect("mfa_index")
