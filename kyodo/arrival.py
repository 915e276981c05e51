"""When a request arrived: what a closing is measured by, not when its turn came."""

from functools import wraps

from django.utils import timezone


def notes_arrival(view):
    """Set `request.arrived_at` before anything else is done; the outermost decorator of the view."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.arrived_at = timezone.now()
        return view(request, *args, **kwargs)

    return wrapped
