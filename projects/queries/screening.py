"""Reads of screening: a call's panel, who is how far, and the calculation of what is closed."""

from django.db.models import Count, Q

from ..models import Call, PanelMember


def screened_call(user, call_id: int):
    """The call, for pages of its screening."""
    return Call.objects.visible_to(user).filter(pk=call_id)


def panel_with_work(call: Call):
    """Everybody who was ever invited: those on the panel first, with how many proposals each has."""
    assigned = Count("assignments", filter=Q(assignments__has_conflict=False))
    return (
        PanelMember.objects.filter(call=call)
        .select_related("user")
        .annotate(assigned=assigned)
        .order_by("ended_at", "-is_chair", "pk")
    )
