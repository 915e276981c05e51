import pytest

from kyodo.jobs import enqueue
from kyodo.models import Job
from projects.actions.ledger import upload_ledger
from projects.jobs import CHECK, IMPORT, UNDO
from projects.models import Project
from tests.factories.projects import CollaborationFormFactory
from tests.projects.actions.ledger.books import book_of, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    def work(kind, kept, by):
        with django_capture_on_commit_callbacks(execute=True):
            job = enqueue(kind, by=by, title="台帳", total=1, ledger_import=kept.pk)
        return Job.objects.get(pk=job.pk)

    return work


@pytest.fixture
def upload(clerk):
    CollaborationFormFactory(name="委託")

    def give(*rows, **options):
        file = book_of(*rows, **options)
        return upload_ledger(file, file.name, by=clerk)

    return give


def test_from_the_dry_run_to_the_undo(run, upload, clerk):
    kept = upload(row(), row(事業名="読み聞かせ"))
    counts = []
    for kind in (CHECK, IMPORT, UNDO):
        job = run(kind, kept, clerk)
        counts.append((job.state, job.error, Project.objects.count()))
    assert counts == [("done", "", 0), ("done", "", 2), ("done", "", 0)]
    assert job.result == {"url": f"/projects/record/ledgers/{kept.pk}/"}
    assert Job.objects.get(kind=CHECK).total == 2


def test_a_faulty_ledger_ends_the_import_in_words(run, upload, clerk):
    job = run(IMPORT, upload(row(成果="たぶん")), clerk)
    assert (job.state, job.error) == (
        "failed",
        "誤りが見つかったので、取り込んでいません。誤りの一覧を確かめてください。",
    )


@pytest.mark.parametrize("kind", [CHECK, IMPORT])
def test_a_ledger_without_a_year_ends_in_words(kind, run, upload, clerk):
    job = run(kind, upload(row(), title=None), clerk)
    assert (job.state, job.error) == ("failed", "年度が分かりません。年度を選んでください。")


def test_an_undo_that_is_refused_ends_in_words(run, upload, clerk):
    job = run(UNDO, upload(row()), clerk)
    assert (job.state, job.error) == ("failed", "まだ取り込んでいません。")


@pytest.mark.parametrize("kind", [CHECK, IMPORT, UNDO])
def test_whoever_lost_the_right_is_refused(kind, run, upload, clerk):
    kept = upload(row())
    clerk.posts.all().delete()
    job = run(kind, kept, clerk)
    assert (job.state, job.error) == ("failed", "この台帳を取り込む権限がありません。")
