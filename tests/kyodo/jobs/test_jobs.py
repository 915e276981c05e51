import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from kyodo import jobs
from kyodo.jobs import run, store
from kyodo.models import Job
from kyodo.models.job import JobState
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def work(monkeypatch):
    """Registers one kind of work for the test."""

    def register(function):
        monkeypatch.setitem(store.WORK, "test.work", function)

    return register


def test_work_is_done_and_leaves_its_file(user, work):
    def count(task, upto):
        for number in range(1, upto + 1):
            task.progress(number, upto, force=True)
        task.save_file("数えた.txt", io.BytesIO("三".encode()))
        task.save_result(counted=upto)

    work(count)
    job = jobs.enqueue("test.work", by=user, title="数える", upto=3)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (JobState.DONE, 3, 3, 1)
    assert (job.result_name, job.result) == ("数えた.txt", {"counted": 3})
    with job.result_file.open() as file:
        assert file.read().decode() == "三"


def test_an_error_for_people_and_one_for_the_log(user, work):
    def fail(task, reason):
        raise jobs.JobError(reason) if reason else KeyError("secret")

    work(fail)
    told = jobs.enqueue("test.work", by=user, title="失敗", reason="対象がありません。")
    told.refresh_from_db()
    assert (told.state, told.error) == (JobState.FAILED, "対象がありません。")
    broken = jobs.enqueue("test.work", by=user, title="失敗", reason="")
    broken.refresh_from_db()
    assert (broken.state, broken.error) == (JobState.FAILED, store.FAILED)


def test_an_unknown_kind_of_work(user):
    with pytest.raises(LookupError):
        jobs.enqueue("no.such", by=user, title="")


def test_a_cancelled_job_stops_at_its_next_sign(user, work):
    seen = []

    def long(task):
        for number in range(1, 100):
            seen.append(number)
            if number == 2:
                jobs.request_cancel(task.job)
            task.progress(number, 100, force=True)

    work(long)
    job = jobs.enqueue("test.work", by=user, title="長い")
    job.refresh_from_db()
    assert (job.state, seen) == (JobState.CANCELLED, [1, 2])


def test_a_waiting_job_is_cancelled_at_once(user, work):
    work(lambda task: None)
    job = Job.objects.create(kind="test.work", title="待ち", owner=user)
    jobs.request_cancel(job)
    store.run_job.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.CANCELLED, 0)


def test_a_dead_workers_job_is_done_by_another(user, work):
    work(lambda task: task.progress(1, 1, force=True))
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    job = Job.objects.create(
        kind="test.work",
        title="止まった",
        owner=user,
        state=JobState.RUNNING,
        heartbeat_at=long_ago,
        attempts=1,
    )
    assert jobs.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.done) == (JobState.DONE, 2, 1)


def test_a_job_that_kills_every_worker_fails_in_the_end(user, work):
    work(lambda task: None)
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    job = Job.objects.create(
        kind="test.work", title="だめ", owner=user, state=JobState.RUNNING, heartbeat_at=long_ago, attempts=3
    )
    assert jobs.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, store.FAILED)


def test_a_living_job_is_left_alone(user):
    Job.objects.create(
        kind="test.work",
        title="元気",
        owner=user,
        state=JobState.RUNNING,
        heartbeat_at=timezone.now(),
        attempts=1,
    )
    assert jobs.reap() == 0


def test_a_worker_that_lost_its_job_stops(user):
    job = Job.objects.create(
        kind="test.work",
        title="二つ",
        owner=user,
        state=JobState.RUNNING,
        heartbeat_at=timezone.now(),
        attempts=1,
    )
    old = run.Run(Job.objects.get(pk=job.pk))
    Job.objects.filter(pk=job.pk).update(attempts=2)
    with pytest.raises(jobs.Cancelled):
        old.progress(1, 2, force=True)


def test_only_one_worker_begins_a_job(user):
    job = Job.objects.create(kind="test.work", title="一度", owner=user)
    assert run.begin(job.pk) is not None
    assert run.begin(job.pk) is None


class TestPages:
    @pytest.fixture
    def job(self, user, work):
        def write(task):
            task.save_file("結果.txt", io.BytesIO(b"done"))

        work(write)
        return jobs.enqueue("test.work", by=user, title="書く")

    def test_the_owner_follows_it_and_takes_the_file(self, client, user, job):
        client.force_login(user)
        assert "結果.txt" in client.get(reverse("job", args=[job.pk])).content.decode()
        answer = client.get(reverse("job_file", args=[job.pk]))
        assert b"".join(answer.streaming_content) == b"done"
        assert answer["Cache-Control"] == "private, no-store"
        answer.close()

    def test_looking_at_a_finished_job_takes_it_off_the_desk(self, client, user, job):
        client.force_login(user)
        client.get(reverse("job", args=[job.pk]))
        job.refresh_from_db()
        assert job.seen_at is not None

    @pytest.mark.parametrize(
        ("method", "name"), [("get", "job"), ("get", "job_file"), ("post", "job_cancel")]
    )
    def test_refused_others_do_not_find_it(self, client, job, method, name):
        client.force_login(UserFactory())
        assert getattr(client, method)(reverse(name, args=[job.pk])).status_code == 404

    def test_the_list_shows_ones_own(self, client, user, job):
        client.force_login(user)
        assert "書く" in client.get(reverse("job_list")).content.decode()
        client.force_login(UserFactory())
        assert "書く" not in client.get(reverse("job_list")).content.decode()
