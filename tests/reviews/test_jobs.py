"""Printing as a job: its owner, its file, and the death of its worker."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.urls import reverse

from kyodo.models import Job
from kyodo.models.job import JobState
from kyodo.pdf import many
from kyodo.pdf.cache import RenderingCache
from reviews.jobs import NOTHING_LEFT, PRINT, order_print
from reviews.printing import render
from reviews.printing.document import PrintMode
from tests.factories.organizations import MembershipFactory, PostFactory, UserFactory
from tests.factories.reviews import SheetFactory
from tests.kyodo.pdf.reading import open_pdf

pytestmark = pytest.mark.django_db(transaction=True)
BLANK = PrintMode.BLANK
PATIENCE = 180  # seconds: a process starts in two, and machines are busy


@pytest.fixture
def clerk():
    return PostFactory().user


def ordered(by, sheets, mode=BLANK):
    job = order_print([sheet.pk for sheet in sheets], mode=mode, by=by)
    job.refresh_from_db()
    return job


def test_the_file_waits_for_its_owner_alone_and_is_told_on_the_desk(client, clerk):
    job = ordered(clerk, SheetFactory.create_batch(2))
    assert (job.state, job.done, job.total, job.result["sheets"]) == (JobState.DONE, 2, 2, 2)
    assert job.result_name == "ふりかえりシート_令和8年度_2件_空欄.pdf"

    address = reverse("job_file", args=[job.pk])
    client.force_login(PostFactory(coordinator=True).user)
    assert client.get(address).status_code == 404
    client.force_login(clerk)
    assert job.title in client.get(reverse("desk")).text
    answer = client.get(address)
    assert len(open_pdf(b"".join(answer.streaming_content)).outline) == 2
    answer.close()


def test_somebody_whose_post_has_ended_meanwhile_gets_nothing():
    sheet = SheetFactory(final=True)
    for person in (UserFactory(), MembershipFactory(organization=sheet.organization).user):
        job = ordered(person, [sheet])
        assert (job.state, job.error, bool(job.result_file)) == (JobState.FAILED, NOTHING_LEFT, False)


def test_a_job_taken_back_stops_and_keeps_what_is_finished(clerk, monkeypatch):
    sheets = SheetFactory.create_batch(3)
    really = render.render_sheet

    def take_back(document, mode):
        Job.objects.update(cancel_requested=True)
        return really(document, mode)

    monkeypatch.setattr(render, "render_sheet", take_back)
    monkeypatch.setattr("kyodo.jobs.run.BEAT_SECONDS", 0)
    job = ordered(clerk, sheets)

    assert (job.state, bool(job.result_file)) == (JobState.CANCELLED, False)
    assert len(list(RenderingCache("sheets").folder.glob("*/*.pdf"))) == 1


def test_kept_renderings_nobody_uses_go_when_a_job_is_done(clerk):
    cache = RenderingCache("sheets")
    cache.put("ab" * 32, b"old")
    old = next(cache.folder.glob("*/*"))
    os.utime(old, (0, 0))
    ordered(clerk, [SheetFactory()])

    assert not old.exists()


class TestTheDeathOfAWorker:
    """With real workers, on the suite's PostgreSQL or on a copy of its SQLite, which lives in memory, as a file."""

    @pytest.fixture
    def database(self, tmp_path):
        return OnPostgreSQL() if connection.vendor == "postgresql" else OnSQLite(tmp_path / "copy.sqlite3")

    @pytest.fixture
    def manage(self, database, settings):
        """Starts `manage.py …` on that database, with this test's own folders."""

        started = []

        def start(*words):
            environment = {
                **os.environ,
                "DATABASE_URL": database.url,
                "DEBUG": "1",
                "MEDIA_ROOT": str(settings.MEDIA_ROOT),
                "KYODO_CACHE_DIR": str(settings.KYODO_CACHE_DIR),
            }
            command = [sys.executable, str(Path(django_settings.BASE_DIR) / "manage.py"), *words]
            started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
            return started[-1]

        yield start
        for process in started:
            process.kill()
            process.wait()

    def test_another_worker_finishes_what_a_killed_one_began(self, clerk, database, manage, settings):
        sheets = SheetFactory.create_batch(many.WORKERS_FROM + 8, group="4444444")
        Job.objects.create(
            kind=PRINT,
            title="印刷",
            owner=clerk,
            arguments={"sheets": [sheet.pk for sheet in sheets], "mode": PrintMode.FILLED.value},
        )
        database.publish()
        database.run("UPDATE kyodo_job SET created_at = '2020-01-01 00:00:00+00:00'")
        assert manage("reap_jobs").wait(PATIENCE) == 0

        worker = manage("db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay")
        folder = settings.KYODO_CACHE_DIR / "sheets"
        wait_until(lambda: next(folder.glob("*/*.pdf"), None) or worker.poll() is not None)
        helpers = children_of(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(30)
        assert database.run("SELECT state, attempts FROM kyodo_job") == ("running", 1)
        wait_until(lambda: not any(is_alive(pid) for pid in helpers))

        database.run("UPDATE kyodo_job SET heartbeat_at = '2020-01-01 00:00:00+00:00'")
        assert manage("reap_jobs").wait(PATIENCE) == 0
        assert manage("db_worker", "--queue-name", "*", "--no-reload", "--batch").wait(PATIENCE) == 0

        state, attempts, done, name = database.run("SELECT state, attempts, done, result_file FROM kyodo_job")
        assert (state, attempts, done) == ("done", 2, len(sheets))
        assert len(open_pdf((settings.MEDIA_ROOT / name).read_bytes()).outline) == len(sheets)
        assert json.loads(database.run("SELECT result FROM kyodo_job")[0])["rendered"] < len(sheets)


class OnSQLite:
    def __init__(self, path):
        self.path = path
        self.url = f"sqlite:///{path}"

    def publish(self):
        """What the test has written so far, as a file that other processes can open."""
        with sqlite3.connect(self.path) as copy:
            connection.connection.backup(copy)
        copy.close()

    def run(self, sql):
        file = sqlite3.connect(self.path, timeout=20)
        with file:
            row = file.execute(sql).fetchone()
        file.close()
        return row


class OnPostgreSQL:
    @property
    def url(self):
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"

    def publish(self):
        """Nothing to do: it is committed."""

    def run(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else None


def wait_until(happened, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
