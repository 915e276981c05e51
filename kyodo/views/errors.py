from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The sign-in ended while a form was open: say so, and that what was typed is kept in the browser."""
    return render(request, "403_csrf.html", status=403)
