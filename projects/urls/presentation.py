"""Addresses of presentation slots."""

from django.urls import path

from ..views import presentation

urlpatterns = [
    path("calls/<int:call_id>/slots/", presentation.slots, name="slots"),
    path("calls/<int:call_id>/slots/new/", presentation.slots_make, name="make_slots"),
    path("calls/<int:call_id>/slots/window/", presentation.slots_window, name="slots_window"),
    path("calls/<int:call_id>/slots/publish/", presentation.slots_publish, name="publish_order"),
    path("calls/<int:call_id>/presentations/", presentation.slot_order, name="slot_order"),
    path("calls/<int:call_id>/timekeeper/", presentation.timekeeper, name="timekeeper"),
    path("slots/<int:slot_id>/", presentation.slot, name="slot"),
    path("slots/<int:slot_id>/remove/", presentation.slot_remove, name="remove_slot"),
    path("proposals/<int:proposal_id>/slot/", presentation.slot_choose, name="choose_slot"),
]
