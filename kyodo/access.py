"""The one decorator family of the views: login by default, deny by default, 404 for what belongs to others.

    @public                                                    # citizens may read it
    @acts_on("projects.change_project", visible_project)       # the view receives the project
    @requires("projects.add_project")                          # a right that needs no object

`fetch` is a function (user, **url arguments) → queryset already narrowed to what the person may see, so that what
belongs to others is not found; a permission that fails on something one may see is a 403.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

public = login_not_required


def require(user, permission: str, thing=None) -> None:
    """Raise `PermissionDenied` unless the person may."""
    if not user.has_perm(permission, thing):
        raise PermissionDenied


def sees(fetch: Callable):
    """The view receives the one thing that `fetch` finds for this person, in place of the URL's arguments."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **url_arguments):
            return view(request, get_object_or_404(fetch(request.user, **url_arguments)))

        wrapped.fetch = fetch
        return wrapped

    return decorate


def acts_on(permission: str, fetch: Callable):
    """Like `sees`, and the person needs the permission on that thing."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **url_arguments):
            thing = get_object_or_404(fetch(request.user, **url_arguments))
            require(request.user, permission, thing)
            return view(request, thing)

        wrapped.permission = permission
        wrapped.fetch = fetch
        return wrapped

    return decorate


def requires(permission: str):
    """The person needs the permission, which concerns no single thing."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **url_arguments):
            require(request.user, permission)
            return view(request, *args, **url_arguments)

        wrapped.permission = permission
        return wrapped

    return decorate
