import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kyodo.jobs.store import run_job
from kyodo.models import Job
from projects.actions.ledger import conversation
from projects.models import Project
from tests.factories.projects import CollaborationFormFactory
from tests.projects.actions.ledger.books import book_of, row

from .pages import UPLOAD, answers, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "contract")]
PAGES = (
    "projects:ledger_columns",
    "projects:ledger_report",
    "projects:ledger_faults",
    "projects:ledger_run",
    "projects:ledger_undo",
)


def open_page(browser, name, kept):
    """As the page is opened, or its button pressed."""
    send = browser.post if name == "projects:ledger_run" else browser.get
    return send(reverse(name, args=[kept.pk]))


def test_the_whole_conversation(browser):
    answer = browser.post(UPLOAD, {"file": book_of(row(市の負担額=5))}, follow=True)
    assert answer.context["form"].initial == {}
    form, kept = answer.context["form"], answer.context["row"]
    assert [(column.letter, field.value(), samples) for column, field, samples in form.rows()][6:8] == [
        ("G", "city_cost", ["5"]),
        ("H", "outcome", [""]),
    ]
    assert form["year"].value() == 2024
    answer = browser.post(url("ledger_columns", kept), answers(form), follow=True)
    assert (answer.context["report"]["created"], Project.objects.count()) == (1, 0)
    answer = browser.post(url("ledger_run", kept), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["台帳を取り込みました。"]
    assert Project.objects.count() == 1
    answer = browser.post(url("ledger_undo", kept), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["取り込みを取り消しました。"]
    assert Project.objects.count() == 0


def test_every_fault_is_shown_and_can_be_taken_away(browser, checked):
    kept = checked(row(), row(事業名="読み聞かせ", 成果="たぶん", 協働の形態="合体"))
    page = browser.get(url("ledger_report", kept))
    text = page.content.decode()
    assert all(word in text for word in ("4行目", "合体", "「合体」という形態はありません。", "たぶん"))
    answer = browser.get(url("ledger_faults", kept))
    rows = list(load_workbook(io.BytesIO(answer.getvalue())).active.values)
    assert (len(rows), rows[0][-1], rows[1][2]) == (2, "誤りの理由", "読み聞かせ")
    assert "成果：「たぶん」が分かりません。" in rows[1][-1]
    assert "協働の形態：「合体」という形態はありません。" in rows[1][-1]


def test_faults_come_in_pages(browser, checked):
    kept = checked(*(row(事業名=f"事業{number}", 成果="たぶん") for number in range(101)))
    assert len(browser.get(url("ledger_report", kept), {"page": 2}).context["listing"].page.object_list) == 1


def test_without_faults_there_is_nothing_to_take_away(browser, checked):
    kept = checked(row())
    assert browser.get(url("ledger_faults", kept)).url == url("ledger_report", kept)


def test_a_faulty_ledger_cannot_be_imported(browser, checked):
    kept = checked(row(成果="たぶん"))
    browser.post(url("ledger_run", kept))
    assert Project.objects.count() == 0


def test_pressing_twice_imports_once(browser, imported):
    answer = browser.post(url("ledger_run", imported), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "この台帳は、もう取り込まれています。"
    ]
    assert Project.objects.count() == 2


def test_a_fault_that_came_up_since_the_dry_run_is_told(browser, checked, contract):
    CollaborationFormFactory(name="後援会")
    kept = checked(row(協働の形態="後援会"))
    contract._meta.model.objects.filter(name="後援会").delete()
    answer = browser.post(url("ledger_run", kept), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "確かめたあとに記録が変わり、誤りが見つかりました。取り込んでいません。"
    ]
    assert (answer.context["row"].stage, Project.objects.count()) == ("faulty", 0)


def test_the_same_file_again_says_that_nothing_changes(browser, imported, checked):
    kept = checked(row(), row(事業名="読み聞かせ"))
    assert "変わるところはありません。" in browser.get(url("ledger_report", kept)).content.decode()


def test_undo_asks_first(browser, imported):
    assert "よろしいですか" in browser.get(url("ledger_undo", imported)).content.decode()
    assert Project.objects.count() == 2


def test_undo_after_an_edit_is_refused_with_why(browser, imported):
    Project.objects.get(name="読み聞かせ").save()
    for answer in (browser.get(url("ledger_undo", imported)), browser.post(url("ledger_undo", imported))):
        assert answer.status_code == 409
        assert answer.context["reasons"] == ["協働事業「読み聞かせ」が、取り込みのあとに変えられています。"]
    assert Project.objects.count() == 2


def test_what_is_not_imported_cannot_be_undone(browser, checked):
    kept = checked(row())
    assert browser.post(url("ledger_undo", kept)).url == url("ledger_report", kept)


def test_a_large_ledger_is_a_job(browser, uploaded, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(conversation, "SMALL", 0)
    kept = uploaded(row())
    form = browser.get(url("ledger_columns", kept)).context["form"]
    browser.post(url("ledger_columns", kept), answers(form))
    page = browser.get(url("ledger_report", kept))
    assert (page.context["row"].stage, "順番を待っています" in page.content.decode()) == ("checking", True)
    piece = browser.get(url("ledger_report", kept), headers={"HX-Request": "true"})
    assert piece.templates[0].name == "projects/ledger/_progress.html"
    with django_capture_on_commit_callbacks(execute=True):
        run_job.enqueue(Job.objects.get().pk)
    piece = browser.get(url("ledger_report", kept), headers={"HX-Request": "true"})
    assert piece["HX-Refresh"] == "true"
    for name in ("ledger_run", "ledger_undo"):
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(url(name, kept))
    kept.refresh_from_db()
    assert (kept.stage, Job.objects.filter(state="done").count()) == ("undone", 3)


def test_the_list_has_ones_own(browser, imported, as_, other_clerk, coordinator):
    counts = [
        as_(person).get("/projects/record/ledgers/").context["listing"].paginator.count
        for person in (imported.owner, other_clerk, coordinator)
    ]
    assert counts == [1, 0, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries(count, browser, uploaded, django_assert_max_num_queries):
    for _ in range(count):
        uploaded(row())
    with django_assert_max_num_queries(9):
        browser.get("/projects/record/ledgers/")


@pytest.mark.parametrize("name", PAGES)
def test_another_clerks_ledger_is_not_found(name, imported, as_, other_clerk):
    assert open_page(as_(other_clerk), name, imported).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_whoever_left_city_hall_is_refused(name, imported, as_, clerk):
    clerk.posts.all().delete()
    assert open_page(as_(clerk), name, imported).status_code == 404


@pytest.mark.parametrize("name", ["projects:ledger_upload", "projects:ledger_list"])
def test_whoever_is_not_of_the_office_is_refused(name, as_, citizen):
    assert as_(citizen).get(reverse(name)).status_code == 403


def test_a_coordinator_may_go_on_with_a_clerks_ledger(checked, as_, coordinator):
    kept = checked(row())
    as_(coordinator).post(url("ledger_run", kept))
    assert Project.history.get().history_user == coordinator


def test_importing_takes_a_post(browser, checked):
    kept = checked(row())
    assert browser.get(url("ledger_run", kept)).status_code == 405
