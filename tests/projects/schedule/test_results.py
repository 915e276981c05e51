import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from kyodo.models import Letter
from kyodo.schedule import run
from projects.actions.release import release
from projects.models import Call
from projects.schedule.results import release_results
from tests.factories.proposals import ProposalFactory
from tests.harness.threads import at_once
from tests.projects.deciding import coordinator, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
HOUR = dt.timedelta(hours=1)


def said():
    return list(release_results(timezone.now()))


def test_the_time_set_ahead_is_kept_once(now, at):
    call = ready("adopted")
    release(call, at=now + HOUR, by=coordinator())
    at(2026, 7, 1, 10, 59, 59)
    assert said() == []
    at(2026, 7, 1, 11)
    assert said() == [f"call {call.pk} released"]
    assert said() == []
    assert Letter.objects.exclude(state="dropped").count() == 1


def test_one_that_is_not_ready_keeps_no_other_back(now, at):
    calls = [ready("adopted"), ready("adopted")]
    for call in calls:
        release(call, at=now + HOUR, by=coordinator())
    ProposalFactory(checking=True, call=calls[0])
    at(2026, 7, 1, 11)
    assert said() == [f"call {calls[0].pk} is due and not ready", f"call {calls[1].pk} released"]
    released = dict(Call.objects.values_list("pk", "released_at"))
    assert released == {calls[0].pk: None, calls[1].pk: timezone.now()}


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_release_once(now):
    call = ready("adopted", "rejected")
    Call.objects.update(release_at=now, release_ordered_by=coordinator())
    at_once(lambda: run(release_results))
    assert Call.objects.get(pk=call.pk).state == "decided"
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_while_the_mail_server_is_down_nothing_is_lost(now, settings, monkeypatch):
    call = ready("adopted", "rejected")

    def down(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
        release(call, by=coordinator())
    assert Call.objects.get(pk=call.pk).state == "decided"
    assert set(Letter.objects.values_list("state", flat=True)) == {"ready"}
    Letter.objects.update(next_try_at=None)
    from kyodo.outbox.sending import send_ready

    send_ready.enqueue()
    assert len(mail.outbox) == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
