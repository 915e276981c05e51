from decimal import Decimal

import pytest
from django.urls import reverse

from organizations.enums import ActivityField
from tests.factories.organizations import DivisionFactory, PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _staff(client):
    client.force_login(PostFactory().user)


def sheet_of(division, **given):
    year = given.pop("year_of_round", 2026)
    partner = PartnerFactory(project_year=ProjectYearFactory(division=division, fiscal_year=year))
    return SheetFactory(partner=partner, meeting_open=True, year_of_round=year, **given)


def page(client, year=2026, **query):
    return client.get(reverse("reviews:year", args=[year]), query)


def test_means_by_division_with_the_sheets_behind_them(client):
    park, child = DivisionFactory(name="みどり課"), DivisionFactory(name="児童課")
    sheet_of(park, group="4", city="2")
    sheet_of(park, group="3", city="2")
    sheet_of(child, group="5")
    context = page(client, by="division").context
    found = {row.label: (row.n, [cell and cell.value for cell in row.cells[0]]) for row in context["rows"]}
    assert found == {
        "みどり課": (2, [Decimal("3.5"), Decimal(2)]),
        "児童課": (1, [Decimal(5), None]),
    }
    assert context["n"] == 3
    for row in context["rows"]:
        assert client.get(row.url).context["listing"].paginator.count == row.n


@pytest.mark.parametrize("by", ["form", "field", "nonsense"])
def test_every_breakdown_has_a_row_a_value(client, by):
    year = ProjectYearFactory(project__field=ActivityField.ENVIRONMENT)
    SheetFactory(partner=PartnerFactory(project_year=year), meeting_open=True, group="4", city="4")
    context = page(client, by=by).context
    assert [row.n for row in context["rows"]] == [1]
    assert context["rows"][0].label == ("環境の保全" if by == "field" else year.form.name)
    assert client.get(context["rows"][0].url).context["listing"].paginator.count == 1


def test_one_row_is_drawn_large(client):
    park = DivisionFactory(name="みどり課")
    sheet_of(park, group="4", city="2")
    sheet_of(DivisionFactory(), group="1", city="1")
    context = page(client, by="division", key=park.pk).context
    assert context["shown"].label == "みどり課"
    assert context["picture"].table.rows[0][1:] == ("4（4〜4）", "2（2〜2）")


def test_only_final_sheets_that_both_finished_are_counted(client):
    sheet_of(DivisionFactory(), group="4", city="4")
    sheet_of(DivisionFactory(), group="1", city="1", kind="interim")
    SheetFactory(group="1", city="1")
    context = page(client).context
    assert (context["n"], context["all_sheets"]) == (1, 2)
    assert context["picture"].table.rows[0][1:] == ("4（4〜4）", "4（4〜4）")


def test_the_axes_where_the_sides_differ_come_first_and_lead_to_their_sheets(client):
    sheet_of(DivisionFactory(), group="345", city="315")
    sheet_of(DivisionFactory(), group="343", city="344")
    context = page(client).context
    found = [
        (each["label"], str(each["line"].mean), each["line"].wide, each["line"].n) for each in context["gaps"]
    ]
    assert found == [
        ("目的の設定", "1.5", 1, 2),
        ("目的の共有", "0.5", 0, 2),
        ("協働の有効性", "0.0", 0, 2),
    ]
    assert client.get(context["gaps"][0]["url"]).context["listing"].paginator.count == 1


def test_three_years_stand_side_by_side(client):
    for year, score in ((2023, "1"), (2024, "2"), (2025, "3"), (2026, "4")):
        sheet_of(DivisionFactory(), year_of_round=year, group=score, city=score)
    pictures = page(client).context["side_by_side"]
    assert [(each["year"].year, each["n"], each["picture"].table.rows[0][1]) for each in pictures] == [
        (2024, 1, "2"),
        (2025, 1, "3"),
        (2026, 1, "4"),
    ]


def test_the_gaps_of_a_round_come_widest_first(client):
    first = sheet_of(DivisionFactory(), number=1, group="53", city="33")
    second = sheet_of(DivisionFactory(), number=2, group="15", city="55")
    context = client.get(reverse("reviews:gaps", args=[2026])).context
    found = [
        (each.sheet_id, each.axis.number, each.value, each.city_value, each.gap) for each in context["page"]
    ]
    assert found == [(second.pk, 1, 1, 5, 4), (first.pk, 1, 5, 3, 2)]
    assert [(each["label"], each["line"].wide) for each in context["lines"]] == [
        ("協働の有効性", 2),
        ("目的の設定", 0),
    ]


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_year_costs_the_same_with_more_sheets(client, django_assert_max_num_queries, sheets):
    for _ in range(sheets):
        sheet_of(DivisionFactory(), group="4444444", city="2222222")
    for by in ("form", "division", "field"):
        with django_assert_max_num_queries(20):
            page(client, by=by)
    with django_assert_max_num_queries(11):
        client.get(reverse("reviews:gaps", args=[2026]))
