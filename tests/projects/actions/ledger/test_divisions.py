import datetime

import pytest

from organizations.models import Division
from tests.factories.organizations import DivisionFactory

from .books import HEADER, imported, plan_of, reasons, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contract")]


def divisions_of(plan):
    return [year.division for year in plan.years]


def test_an_unknown_one_is_made_from_the_first_day_of_the_year():
    plan = plan_of(row(), row(事業名="読み聞かせ"))
    (made,) = plan.divisions
    assert (made.department, made.name, made.starts_on) == (
        "都市部",
        "みどり公園課",
        datetime.date(2024, 4, 1),
    )
    assert divisions_of(plan) == [made, made]


def test_codes_step_over_those_in_use():
    DivisionFactory(code="L001")
    assert [each.code for each in plan_of(row(), row(課="福祉課")).divisions] == ["L002", "L003"]


def test_a_known_one_is_never_made_twice():
    there = DivisionFactory(name="みどり公園課", department="都市部")
    assert divisions_of(plan_of(row(課="みどり 公園課"))) == [there]


def test_the_one_that_existed_in_the_year_is_taken():
    old = DivisionFactory(name="みどり公園課", department="都市部", ends_on=datetime.date(2025, 3, 31))
    new = DivisionFactory(name="みどり公園課", department="都市部", starts_on=datetime.date(2025, 4, 1))
    assert divisions_of(plan_of(row(), year=2024)) == [old]
    assert divisions_of(plan_of(row(), year=2025)) == [new]


def test_one_that_did_not_exist_yet_is_taken_before_making_another():
    later = DivisionFactory(name="みどり公園課", department="都市部", starts_on=datetime.date(2026, 4, 1))
    assert divisions_of(plan_of(row(), year=2010)) == [later]


def test_one_that_moved_to_another_department_is_the_same():
    there = DivisionFactory(name="みどり公園課", department="環境部")
    assert divisions_of(plan_of(row())) == [there]


def test_the_department_tells_two_of_one_name_apart():
    first = DivisionFactory(name="総務課", department="総務部")
    plan = plan_of(row(部="総務部", 課="総務課"), row(部="水道部", 課="総務課"))
    assert divisions_of(plan) == [first, plan.divisions[0]]
    assert plan.divisions[0].department == "水道部"


def test_without_the_department_two_of_one_name_are_a_fault():
    DivisionFactory(name="総務課", department="総務部")
    DivisionFactory(name="総務課", department="水道部")
    ((number, column, reason),) = reasons(plan_of(row(部=None, 課="総務課")))
    assert (number, column) == (2, "B")
    assert reason.startswith("「総務課」という課がいくつかの部にあります（総務部、水道部）。")


def test_the_same_ledger_again_makes_no_more():
    rows = row(部="総務部", 課="総務課"), row(部="水道部", 課="総務課"), row(部=None, 課="福祉課")
    imported(*rows)
    before = Division.objects.count()
    imported(*rows)
    assert Division.objects.count() == before == 3


def test_a_year_column_makes_a_division_from_its_first_year():
    plan = plan_of([*row(), "2022"], [*row(), "2021"], header=(*HEADER, "年度"))
    assert [each.starts_on.year for each in plan.divisions] == [2021]
