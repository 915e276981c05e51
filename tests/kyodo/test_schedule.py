import os
import signal

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from kyodo import registry
from kyodo.models import Job, ScheduledRun
from kyodo.schedule import name_of, run, run_scheduled
from tests.factories.organizations import UserFactory
from tests.harness.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule(monkeypatch):
    """`schedule(function, …)`: these functions are all that the clock knows."""

    def declare(*functions):
        monkeypatch.setattr(registry.scheduled, "functions", list(functions))

    return declare


def test_every_function_has_its_turn_whatever_another_does(schedule, now, caplog):
    caplog.set_level("INFO")
    seen = []

    def works(moment):
        seen.append(moment)
        yield "3 letters"

    def breaks(moment):
        UserFactory(email="hanako@example.jp")
        raise KeyError("hanako@example.jp")
        yield

    schedule(breaks, works)
    run_scheduled()
    assert seen == [now]
    rows = {row.name: (row.ran_at, row.failed_at, row.error) for row in ScheduledRun.objects.all()}
    assert rows == {name_of(breaks): (None, now, "KeyError"), name_of(works): (now, None, "")}
    assert ("hanako" in caplog.text, f"scheduled {name_of(works)}: 3 letters" in caplog.text) == (False, True)
    assert f"scheduled {name_of(breaks)} failed: KeyError at {__file__}:" in caplog.text


def test_what_a_failed_function_wrote_is_undone(schedule):
    def breaks(moment):
        UserFactory(email="hanako@example.jp")
        raise KeyError

    schedule(breaks)
    run_scheduled()
    assert not get_user_model().objects.filter(email="hanako@example.jp").exists()


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_do_the_work_once(schedule):
    """On PostgreSQL the second finds the row locked; on SQLite it waits, and finds nothing left to do."""
    user = UserFactory()

    def work(moment):
        if not Job.objects.exists():
            Job.objects.create(kind="test", title="一度だけ", owner=user)

    at_once(lambda: run(work))
    assert Job.objects.count() == 1


def test_the_command_goes_round_once(schedule):
    turns = []
    schedule(turns.append)
    call_command("run_schedule")
    assert len(turns) == 1


@pytest.mark.django_db(transaction=True)  # between its turns the command lets go of old connections
@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_the_command_goes_round_until_it_is_told_to_stop(schedule, signum):
    turns = []

    def work(moment):
        turns.append(moment)
        if len(turns) == 2:
            os.kill(os.getpid(), signum)

    schedule(work)
    before = signal.getsignal(signum)
    call_command("run_schedule", every=0.01)
    assert (len(turns), signal.getsignal(signum)) == (2, before)
