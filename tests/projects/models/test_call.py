import datetime

import pytest

from projects.enums import CallState
from projects.models import Call
from tests.factories.calls import CallFactory
from tests.factories.organizations import PostFactory

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


def call_until_five(at):
    opens, closes = at(2026, 9, 1, 9), at(2026, 10, 30, 17)
    return CallFactory(opens_at=opens, closes_at=closes)


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        ((2026, 9, 1, 8, 59, 59), False),
        ((2026, 9, 1, 9, 0, 0), True),
        ((2026, 10, 30, 16, 59, 59), True),
        ((2026, 10, 30, 17, 0, 0), False),
    ],
)
def test_proposals_are_taken_from_the_opening_on_and_before_the_closing(at, moment, taken):
    call = call_until_five(at)
    now = at(*moment)
    assert call.takes_proposals_at(now) is taken
    assert call.is_open is taken
    assert list(Call.objects.open_at(now)) == ([call] if taken else [])


@pytest.mark.parametrize("state", [state for state in CallState if state != CallState.PUBLISHED])
def test_only_a_published_call_takes_any(state):
    call = CallFactory(**{state.value: True})
    assert not call.takes_proposals_at(call.closes_at - SECOND)


def test_what_is_not_published_is_seen_by_coordinators_alone():
    draft, published = CallFactory(draft=True), CallFactory()
    coordinator, staff = PostFactory(coordinator=True).user, PostFactory().user
    assert set(Call.objects.visible_to(coordinator)) == {draft, published}
    assert set(Call.objects.visible_to(staff)) == {published}
