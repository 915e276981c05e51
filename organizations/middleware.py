"""Before every view: whoever has to sign in comes back to the right page; an administrator needs a second factor."""

from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

# Signing in, out and again, one's own sign-in settings, and what those pages load.
REACHABLE = ("mfa_", "account_", "city_css")
SAFE = ("GET", "HEAD")


class SignInMiddleware(LoginRequiredMiddleware):
    """A form that was sent after the session had ended leads, by way of the sign-in, back to the page it stood on.

    The address it was sent to may be none that can be opened.
    """

    def handle_no_permission(self, request, view_func):
        if page := page_with_form(request):
            field = self.get_redirect_field_name(view_func)
            return redirect_to_login(page, self.get_login_url(view_func), field)
        return super().handle_no_permission(request, view_func)


def page_with_form(request) -> str:
    """The address, in this portal, of the page from which the request was sent; "" where none is known."""
    sender = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if request.method in SAFE or not url_has_allowed_host_and_scheme(sender, hosts, request.is_secure()):
        return ""
    return urlsplit(sender)._replace(scheme="", netloc="", fragment="").geturl()


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
