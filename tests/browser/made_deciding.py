"""What the demo does not hold of presentation and decision, made once for the pages that show it."""

from django.urls import reverse
from django.utils import timezone

from projects.actions.slots import publish_order
from projects.actions.vote import record_vote
from projects.models import Call, Decision
from tests.projects.deciding import ready

READY = "見本の公表前の募集"


def published_order(demo) -> str:
    """The public order of a call that was decided on."""
    call = demo.first("projects.Call", title__contains="みどり")
    if call.order_published_at is None:
        publish_order(call, by=demo.user("coordinator"))
    return reverse("projects:slot_order", args=[call.pk])


def confirmable(demo) -> str:
    """One adopted proposal that has passed the vote."""
    call = demo.first("projects.Call", state="decided")
    passed = call.proposals.filter(state="awaiting_vote").order_by("-pk")[:1]
    if not Decision.objects.filter(proposal__in=passed, voted_on__isnull=False).exists():
        record_vote(call, voted_on=timezone.localdate(), passed=passed, by=demo.user("coordinator"))
    return reverse("projects:confirm", args=[call.pk])


def ready_to_release(demo) -> str:
    """A call of its own, decided, read and written about."""
    call = Call.objects.filter(title=READY).first() or ready("adopted", "reserve", "rejected", title=READY)
    return reverse("projects:release", args=[call.pk])
