"""The command line's way, and the way out and in again."""

import io

import pytest
from django.core.exceptions import PermissionDenied

from kyodo.tables import write_csv, write_xlsx
from projects.actions.ledger import take_over, undo_import
from projects.columns import HEADER as EXPORT_HEADER
from projects.columns import partner_rows
from projects.enums import Outcome
from projects.ledger import LedgerError
from projects.models import LedgerImport, Partner, Project, ProjectYear
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.projects.ledger.books import messy_ledger

from .books import book_of, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contract")]


def numbers(report):
    return [report[name] for name in ("created", "updated", "unchanged", "projects", "partners")]


def test_a_messy_ledger_twice(coordinator):
    """Four projects and six partners in the usual disorder, on a portal that knows none of them."""
    first = take_over(messy_ledger(), "台帳.xlsx", by=coordinator)
    again = take_over(messy_ledger(), "台帳.xlsx", by=coordinator)
    assert (first["errors"], numbers(first), numbers(again)) == ([], [4, 0, 0, 4, 6], [0, 0, 4, 4, 6])
    assert (first["year"], [each["row"] for each in first["left_out"]]) == (2010, [12, 13])
    assert (Project.objects.count(), Partner.objects.count()) == (4, 6)
    assert ProjectYear.objects.get(name="市民講座").city_cost == 3_019_000


def test_with_a_person_it_can_be_undone(coordinator):
    take_over(messy_ledger(), "台帳.xlsx", by=coordinator)
    undo_import(LedgerImport.objects.get(), by=coordinator)
    assert Project.objects.count() == 0


def test_without_a_person_nothing_is_kept(db):
    take_over(messy_ledger(), "台帳.xlsx", by=None)
    assert (LedgerImport.objects.count(), Project.objects.count()) == (0, 4)


def test_whoever_is_not_of_the_office_cannot(citizen):
    with pytest.raises(PermissionDenied):
        take_over(messy_ledger(), "台帳.xlsx", by=citizen)


@pytest.mark.parametrize("dry_run", [True, False])
def test_one_fault_or_a_dry_run_writes_nothing(dry_run):
    rows = [row(), row(事業名="読み聞かせ", 成果="たぶん")] if not dry_run else [row()]
    report = take_over(book_of(*rows), "台帳.xlsx", by=None, dry_run=dry_run)
    assert (report["created"], len(report["errors"]), Project.objects.count()) == (1, int(not dry_run), 0)


def test_a_sheet_is_chosen_by_name():
    book = book_of(row(), sheets=("令和5年度", "令和6年度"), title=None)
    assert take_over(book, "台帳.xlsx", by=None, dry_run=True)["year"] == 2023
    assert "令和6年度" in take_over(book, "台帳.xlsx", by=None, dry_run=True)["notes"][0]
    assert take_over(book, "台帳.xlsx", by=None, dry_run=True, sheet_name="令和6年度")["year"] == 2024
    with pytest.raises(LedgerError, match="「令和7年度」というシートに台帳がありません"):
        take_over(book, "台帳.xlsx", by=None, sheet_name="令和7年度")


@pytest.fixture
def records(contract):
    """Years of every make: several partners, none, commas in names, several years of one project."""
    first = ProjectYearFactory(
        partners=2,
        form=contract,
        city_cost=120_000,
        group_cost=0,
        participants=35,
        outcome=Outcome.UNDECIDED,
        content="花を植える。\n水をやる。",
        project__problem="空き地が荒れている",
        project__origins=["other", "effective"],
        project__initiators=["exchange", "city"],
        project__domain="C",
        project__field=7,
    )
    ProjectYearFactory(project=first.project, division=first.division, fiscal_year=2025, partners=1)
    ProjectYearFactory(division__department="", name="その年の名前", programme="補助要綱、特例")
    commas = ProjectYearFactory(division=first.division)
    PartnerFactory(project_year=commas, organization=OrganizationFactory(name="子ども、若者の会・西"))
    for year in ProjectYear.objects.all():
        year.starts_on = f"{year.fiscal_year}-04-01"
        year.save()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_in_again_unchanged(kind, records, coordinator):
    rows = partner_rows(ProjectYear.objects.order_by("-fiscal_year", "-pk"))
    if kind == "xlsx":
        file = write_xlsx(rows, EXPORT_HEADER, file=io.BytesIO())
    else:
        file = io.BytesIO(b"".join(write_csv(rows, EXPORT_HEADER)))
    report = take_over(file, f"協働事業.{kind}", by=coordinator)
    assert (report["errors"], numbers(report)) == ([], [0, 0, 4, 4, 4])
