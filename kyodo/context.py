"""What every page's frame shows: the city, and the doors of whoever is signed in."""

from django.urls import reverse

from .models import City
from .registry import doors as registered_doors


def frame(request):
    user = getattr(request, "user", None)
    if user is None:
        return {"city": City.current(), "doors": []}
    return {"city": City.current(), "doors": list(_doors(request, user)), "standing": _standing(user)}


def _standing(user) -> str:
    """What the person is today, for the name menu."""
    return "、".join(user.standing.places) if user.is_authenticated else ""


def _doors(request, user):
    """(label, address, is it the present room) of the doors this person may use; わたしの机 is always first."""
    if user.is_authenticated:
        address = reverse("desk")
        yield "わたしの机", address, request.path == address
    for door in sorted(registered_doors.gather(), key=lambda each: each.position):
        if door.may(user):
            address = reverse(door.name)
            yield door.label, address, request.path.startswith(address)
