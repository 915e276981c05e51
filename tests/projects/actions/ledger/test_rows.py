import datetime

import pytest

from organizations.models import Organization
from projects.enums import YearState
from projects.models import Partner, Project, ProjectYear
from tests.factories.organizations import DivisionFactory
from tests.factories.projects import PartnerFactory, ProjectFactory, ProjectYearFactory
from tests.factories.reviews import SheetFactory

from .books import HEADER, became, imported, plan_of, reasons, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(division, contract):
    """The project of `row()` as the portal has it."""
    year = ProjectYearFactory(
        division=division, form=contract, fiscal_year=2024, project__name="花壇づくり", project__purpose=""
    )
    PartnerFactory(
        project_year=year, organization__name="NPO法人みどりの会", kind="npo", organization__kind="npo"
    )
    return year


def test_the_same_ledger_again_changes_nothing(contract, coordinator):
    rows = (
        row(市の負担額="１２０", 成果="上がっている", 目的="花をふやす"),
        row(協働の相手="そらの会、うみの会", 事業名="海岸そうじ"),
    )
    first = imported(*rows, by=coordinator)
    again = plan_of(*rows, by=coordinator)
    assert (became(first), became(again)) == (["created", "created"], ["unchanged", "unchanged"])
    assert (again.changed, again.years, again.partners, again.groups) == ({}, [], [], [])


@pytest.mark.parametrize(
    ("year", "state"), [(2025, YearState.DONE), (2026, YearState.RUNNING), (2027, YearState.PREPARING)]
)
def test_a_new_year_is_over_runs_or_is_prepared(contract, year, state):
    assert [each.state for each in plan_of(row(), year=year).years] == [state]


def test_what_the_ledger_says_is_taken_over(contract):
    imported(row(市の負担額=120, 成果="どちらともいえない", 目的="花をふやす"))
    year = ProjectYear.objects.get()
    assert (year.city_cost, year.outcome, year.project.purpose) == (120, "undecided", "花をふやす")
    assert (year.partner_names, "みどり公園課" in year.search_key) == ("NPO法人みどりの会", True)


def test_only_what_the_ledger_has_is_changed(record, coordinator):
    ProjectYear.objects.update(content="画面で書いた内容", city_cost=100)
    plan = imported(row(市の負担額=120, 成果="上がっている"), by=coordinator)
    assert [(result.became, result.changes) for result in plan.results] == [
        ("updated", ["市の負担額", "成果"])
    ]
    record.refresh_from_db()
    assert (record.city_cost, record.outcome, record.content, record.version) == (
        120,
        "achieved",
        "画面で書いた内容",
        2,
    )
    assert record.history.first().history_change_reason == "台帳から"
    assert record.history.first().history_user == coordinator


def test_a_blank_cell_empties_nothing(record, coordinator):
    ProjectYear.objects.update(city_cost=100)
    assert became(plan_of(row(), by=coordinator)) == ["unchanged"]


def test_another_form_is_a_change(record, coordinator):
    plan = imported(row(協働の形態="共催"), by=coordinator)
    record.refresh_from_db()
    assert (record.form.name, plan.results[0].changes) == ("共催", ["協働の形態"])


def test_the_projects_own_texts_follow_its_newest_year(record, coordinator):
    imported(row(目的="はじめの目的"), by=coordinator)
    imported(row(目的="新しい目的"), by=coordinator, year=2025)
    assert Project.objects.get().purpose == "新しい目的"
    assert became(plan_of(row(目的="はじめの目的"), by=coordinator)) == ["unchanged"]


def test_an_older_year_fills_what_is_blank(record, coordinator):
    imported(row(), by=coordinator, year=2025)
    imported(row(目的="はじめの目的"), by=coordinator)
    assert Project.objects.get().purpose == "はじめの目的"


def test_a_further_year_belongs_to_the_same_project(record, coordinator):
    plan = imported(row(), by=coordinator, year=2025)
    assert (became(plan), plan.projects) == (["created"], [])
    assert [year.fiscal_year for year in record.project.years.all()] == [2025, 2024]


def test_years_far_apart_are_not_one_project(record, coordinator):
    assert len(plan_of(row(), by=coordinator, year=2018).projects) == 1


def test_two_years_in_one_file_are_one_new_project(contract):
    imported([*row(目的="二年め"), "2024"], [*row(目的="一年め"), "2023"], header=(*HEADER, "年度"))
    assert [(each.purpose, each.years.count()) for each in Project.objects.all()] == [("二年め", 2)]


def test_one_name_twice_in_the_portal_is_a_fault(record, division, contract):
    ProjectYearFactory(
        division=division, form=contract, fiscal_year=2024, project=ProjectFactory(name="花壇 づくり")
    )
    assert [(number, column) for number, column, _ in reasons(plan_of(row()))] == [(2, "C")]


def test_dates_that_do_not_fit_those_on_record_are_a_fault(record, coordinator):
    ProjectYear.objects.update(ends_on=datetime.date(2024, 6, 30))
    plan = plan_of([*row(), "R6.7.1"], by=coordinator, header=(*HEADER, "開始日"))
    assert reasons(plan) == [(2, "J", "記録されている日付と合わせると、終了日が開始日より前になります。")]


def test_a_clerk_may_not_change_another_divisions_record(record, other_clerk):
    ((number, column, reason),) = reasons(plan_of(row(市の負担額=5), by=other_clerk))
    assert (number, column) == (2, "B")
    assert reason.startswith("ほかの課の記録が変わります（市の負担額）。")


def test_a_clerk_may_add_to_another_division_and_repeat_what_is_there(record, other_clerk):
    plan = plan_of(row(), row(事業名="読み聞かせ"), by=other_clerk)
    assert (became(plan), reasons(plan)) == (["unchanged", "created"], [])


def test_a_further_year_by_another_division_leaves_the_project_as_it_is(record, other_clerk):
    imported(row(目的="よその目的"), by=other_clerk, year=2025)
    assert Project.objects.get().purpose == ""


def test_a_clerk_changes_the_own_divisions_record(record, clerk):
    assert became(plan_of(row(市の負担額=5), by=clerk)) == ["updated"]


def test_partners_become_those_of_the_ledger(record, coordinator):
    plan = imported(row(協働の相手="うみの会\nそらの会", 種別="任意団体"), by=coordinator)
    assert plan.results[0].changes == ["協働の相手"]
    found = record.partners.values_list("name", "kind", "role")
    assert list(found) == [("うみの会", "voluntary", "member"), ("そらの会", "voluntary", "member")]
    record.refresh_from_db()
    assert (record.partner_names, record.version) == ("うみの会、そらの会", 2)
    assert Partner.history.filter(history_type="-").get().history_change_reason == "台帳から"


def test_a_partner_that_is_spelled_otherwise_stays_the_same(record, coordinator):
    imported(row(協働の相手="特定非営利活動法人みどりの会"), by=coordinator)
    partner = record.partners.get()
    assert (partner.name, partner.organization) == (
        "特定非営利活動法人みどりの会",
        Organization.objects.get(),
    )


def test_a_group_renamed_on_the_register_is_still_the_years_partner(record, coordinator):
    group = Organization.objects.get()
    group.name = "森の会"
    group.refresh_keys()
    group.save()
    assert became(plan_of(row(), by=coordinator)) == ["unchanged"]


def test_a_ledger_that_leaves_the_partner_open_keeps_those_there(record, coordinator):
    assert became(plan_of(row(協働の相手="未定", 種別=None), by=coordinator)) == ["unchanged"]


def test_a_partner_with_a_sheet_is_not_taken_out(record, coordinator):
    SheetFactory(partner=record.partners.get())
    ((number, column, reason),) = reasons(plan_of(row(協働の相手="うみの会"), by=coordinator))
    assert (number, column) == (2, "E")
    assert reason.startswith("「NPO法人みどりの会」にはふりかえりシートがあるので")


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_queries_for_one_row_and_for_three(
    count, contract, coordinator, django_assert_num_queries
):
    DivisionFactory(name="みどり公園課", department="都市部")
    rows = [
        row(事業名=f"事業{number}", 協働の相手=f"会{number}", 市の負担額=number) for number in range(count)
    ]
    imported(*rows, by=coordinator)
    changed = [[*values[:6], 9, *values[7:]] for values in rows]
    coordinator.standing  # noqa: B018 - read once a request
    with django_assert_num_queries(7):
        assert set(became(plan_of(*changed, by=coordinator))) == {"updated"}
