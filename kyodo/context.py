"""What every page's frame shows: the city, and the doors of whoever is signed in."""

from django.urls import reverse
from rules import has_perm

from .models import City
from .registry import doors as registered_doors


def frame(request):
    user = getattr(request, "user", None)
    if user is None:
        return {"city": City.current(), "doors": []}
    return {
        "city": City.current(),
        "doors": list(_doors(request, user)),
        "standing": _standing(user),
        # Straight from the rules: `perms` would ask the tables of Django's own rights on every page.
        "looks_after_letters": has_perm("kyodo.manage_letters", user),
    }


def _standing(user) -> str:
    """What the person is today, for the name menu."""
    return "、".join(user.standing.places) if user.is_authenticated else ""


def _doors(request, user):
    """(label, address, is it the present room) of the doors this person may use; わたしの机 is always first."""
    if user.is_authenticated:
        address = reverse("desk")
        yield "わたしの机", address, request.path == address
    found = sorted(registered_doors.gather(), key=lambda each: each.position)
    open_doors = [door for door in found if door.may(user)]
    rooms = {reverse(name): door for door in open_doors for name in (door.name, *door.rooms)}
    # A room may lie inside another one's address (事例 in 協働事業): the longest address is where one stands.
    present = max((address for address in rooms if request.path.startswith(address)), key=len, default="")
    for door in open_doors:
        yield door.label, reverse(door.name), door is rooms.get(present)
