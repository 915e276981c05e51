from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def csrf_failure(request, reason=""):
    """The sign-in ended while a form was open: say so, and that what was typed is kept in the browser."""
    return render(request, "403_csrf.html", status=403)


def bad_request(_request, exception):
    """What could not be read; of what was too long it says so. The request itself is not trusted with a page."""
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)
