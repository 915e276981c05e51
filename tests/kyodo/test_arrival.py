import datetime

from django.test import RequestFactory
from django.utils import timezone

from kyodo.arrival import notes_arrival


def test_the_request_keeps_the_moment_at_which_it_arrived(at):
    arrived = at(2026, 7, 31, 16, 59, 59)

    @notes_arrival
    def slow(request, number):
        later = at(2026, 7, 31, 17, 0, 5)
        return request.arrived_at, timezone.now() - later, number

    assert slow(RequestFactory().get("/"), number=3) == (arrived, datetime.timedelta(), 3)
