from io import StringIO

import pytest
from django.core.management import call_command

from kyodo.models import Job
from kyodo.tables import TableError
from projects.actions.ledger import (
    Faulty,
    check_ledger,
    choose_columns,
    chosen_columns,
    conversation,
    import_ledger,
    ledger_sheets,
    remembered_columns,
    upload_ledger,
)
from projects.ledger import LedgerError
from projects.models import ColumnMapping, LedgerImport, Project
from tests.factories.projects import ProjectYearFactory

from .books import HEADER, book_of, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contract")]


@pytest.fixture
def upload(coordinator):
    def give(*rows, **options):
        file = book_of(*rows, **options)
        return upload_ledger(file, file.name, by=coordinator)

    return give


@pytest.fixture
def checked(upload, coordinator):
    return check_ledger(upload(row(), row(事業名="読み聞かせ")), by=coordinator)


def test_the_file_is_kept_under_a_name_that_tells_nothing(upload):
    kept = upload(row(), name="山田さんの台帳.xlsx")
    assert (kept.file_name, kept.fiscal_year, kept.sheet) == ("山田さんの台帳.xlsx", 2024, "台帳")
    assert "山田" not in kept.file.name
    assert kept.file.name.endswith(".xlsx")
    assert kept.stage == "columns"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", b"hello"])
def test_what_is_no_ledger_is_not_kept(content, coordinator, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with file.open("rb") as opened, pytest.raises((TableError, LedgerError)):
        upload_ledger(opened, "a.csv", by=coordinator)
    assert LedgerImport.objects.count() == 0


def test_columns_chosen_otherwise_are_remembered_for_the_next_file(upload):
    header = (*HEADER[:8], "なにか")
    first = upload(row(目的="花をふやす"), header=header)
    assert chosen_columns(first)[9] == ""
    (sheet,) = ledger_sheets(first)
    choose_columns(first, sheet, columns=chosen_columns(first) | {9: "purpose", 8: ""}, year=2024)
    assert remembered_columns() == {"なにか": "purpose", "成果": ""}
    second = upload(row(), header=header)
    assert (chosen_columns(second)[9], chosen_columns(second)[8]) == ("purpose", "")


def test_what_was_guessed_need_not_be_remembered(upload):
    kept = upload(row())
    choose_columns(kept, ledger_sheets(kept)[0], columns=chosen_columns(kept), year=2024)
    assert ColumnMapping.objects.count() == 0


def test_going_back_to_the_guess_is_remembered_too(upload):
    kept = upload(row())
    (sheet,) = ledger_sheets(kept)
    columns = chosen_columns(kept)
    choose_columns(kept, sheet, columns=columns | {8: ""}, year=2024)
    choose_columns(kept, sheet, columns=columns, year=2024)
    assert remembered_columns() == {"成果": "outcome"}


def test_what_is_remembered_gives_way_where_it_leaves_no_name(upload):
    ColumnMapping.objects.create(header_key="事業名", field="")
    assert chosen_columns(upload(row()))[3] == "name"


def test_a_dry_run_counts_and_writes_nothing(checked):
    assert (checked.report["created"], checked.report["partners"], checked.stage) == (2, 2, "ready")
    assert Project.objects.count() == 0


def test_a_dry_run_names_every_fault(upload, coordinator):
    kept = check_ledger(upload(row(成果="たぶん", 市の負担額="いくらか")), by=coordinator)
    assert [(each["row"], each["column"], each["header"]) for each in kept.report["errors"]] == [
        (3, "G", "市の負担額"),
        (3, "H", "成果"),
    ]
    assert (kept.report["error_count"], kept.report["faulty"], kept.stage) == (2, 1, "faulty")


def test_imports_once_however_often_it_is_asked_for(checked, coordinator):
    done = import_ledger(checked, by=coordinator)
    again = import_ledger(checked, by=coordinator)
    assert (Project.objects.count(), done.imported_at, done.stage) == (2, again.imported_at, "imported")


def test_a_fault_that_came_up_meanwhile_stops_the_import(checked, coordinator, division, contract):
    for _ in range(2):
        ProjectYearFactory(project__name="花壇づくり", division=division, form=contract, fiscal_year=2024)
    with pytest.raises(Faulty):
        import_ledger(checked, by=coordinator)
    checked.refresh_from_db()
    assert (checked.stage, Project.objects.filter(name="読み聞かせ").count()) == ("faulty", 0)


def test_whoever_wrote_in_between_is_taken_into_account(checked, coordinator, monkeypatch):
    """The plan was made before; a project that came meanwhile must not be made twice."""
    plans = []
    make = conversation.make_plan

    def slow(ledger, **options):
        plans.append(make(ledger, **options))
        if len(plans) == 1:
            call_command("import_projects", checked.file.path, stdout=StringIO())
        return plans[-1]

    monkeypatch.setattr(conversation, "make_plan", slow)
    done = import_ledger(checked, by=coordinator)
    assert (len(plans), Project.objects.count(), done.report["unchanged"]) == (2, 2, 2)


def test_progress_is_told_before_anything_is_written(checked, coordinator):
    told = []
    import_ledger(
        checked,
        by=coordinator,
        progress=lambda done, total: told.append((done, total, Project.objects.count())),
    )
    assert told == [(0, 2, 0), (1, 2, 0), (2, 2, 0)]


def test_small_ones_are_done_at_once_and_large_ones_by_one_job(
    checked, coordinator, monkeypatch, django_capture_on_commit_callbacks
):
    assert conversation.begin(checked, "projects.check_ledger", by=coordinator) is False
    monkeypatch.setattr(conversation, "SMALL", 1)
    assert conversation.begin(checked, "projects.check_ledger", by=coordinator) is True
    assert conversation.begin(checked, "projects.check_ledger", by=coordinator) is True
    assert Job.objects.count() == 1
    checked.refresh_from_db()
    assert checked.stage == "checking"


def test_rows_beyond_the_limit_are_refused_with_what_to_do(upload, monkeypatch):
    monkeypatch.setattr("projects.actions.ledger.source.MAX_ROWS", 2)
    with pytest.raises(LedgerError, match="3行あります。一度に取り込めるのは2行までです。"):
        upload(*(row(事業名=f"事業{number}") for number in range(3)))


def test_a_heading_without_projects_is_refused(upload):
    with pytest.raises(LedgerError, match="事業が一つもありません"):
        upload()
