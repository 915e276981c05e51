"""The call that an address names, for the views of several journeys."""

from ..models import Call


def visible_call(user, call_id: int):
    return Call.objects.visible_to(user).filter(pk=call_id)
