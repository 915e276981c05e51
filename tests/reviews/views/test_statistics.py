import io

import openpyxl
import pytest
from django.urls import reverse

from organizations.enums import OrganizationKind
from reviews.statistics import BREAKDOWNS, MEASURES
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import ProjectYearFactory
from tests.factories.reviews import SheetFactory

pytestmark = pytest.mark.django_db
PAGES = [
    "reviews:statistics",
    "reviews:statistics_records",
    "reviews:statistics_rows",
    "reviews:statistics_ratings",
]
CHOOSING = ["reviews:statistics_file", "reviews:statistics_ratings_file", "reviews:statistics_rows_file"]
FILES = [*CHOOSING, "reviews:statistics_main_file"]
SPAN = "first=2024&last=2026"


@pytest.fixture
def staff(client, at):
    at(2026, 11, 25)
    user = PostFactory().user
    client.force_login(user)
    return user


def page(client, query: str = "", name: str = "statistics_records", **arguments):
    return client.get(f"{reverse(f'reviews:{name}', **arguments)}?{query}")


@pytest.mark.parametrize("name", PAGES + FILES)
def test_statistics_are_forbidden_to_all_but_city_staff(client, name):
    address = reverse(name, args=["csv"] if name in FILES else [])
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 403
    client.force_login(PostFactory().user)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_other_files_and_years_without_sense_are_not_found(client, staff, name):
    assert client.get(reverse(name, args=["pdf"])).status_code == 404
    if name in CHOOSING:
        assert client.get(reverse(name, args=["csv"]) + "?first=zzz").status_code == 404


@pytest.mark.parametrize("query", ["first=2027&last=2026", "measure=zzz", "by=zzz", "last=1700"])
def test_what_cannot_be_counted_is_said_at_its_field(client, staff, query):
    ProjectYearFactory(fiscal_year=2027)
    answer = page(client, query)
    assert (answer.status_code, "grid" in answer.context) == (422, False)


@pytest.mark.parametrize(
    "query", ["first=2027&last=2020", "by=division&value=x", "by=field&value=99999999999"]
)
def test_rows_of_what_no_record_holds_are_not_found(client, staff, query):
    assert page(client, query, "statistics_rows").status_code == 404


def test_the_door_is_for_city_hall(client, staff):
    doors = page(client, name="statistics").context["doors"]
    assert ("統計", reverse("reviews:statistics"), True) in doors


def some_records() -> None:
    lasting = ProjectYearFactory(done=True, fiscal_year=2024, city_cost=1000, participants=30, partners=2)
    ProjectYearFactory(
        done=True,
        fiscal_year=2025,
        project=lasting.project,
        division=lasting.division,
        form=lasting.form,
        partners=1,
        partners__organization__kind=OrganizationKind.COMPANY,
        outcome="achieved",
    )
    ProjectYearFactory(running=True, fiscal_year=2026, city_cost=500, partners=1)
    ProjectYearFactory(fiscal_year=2026, city_cost=9000, partners=1)  # only thought about


@pytest.mark.parametrize("by", ["", *BREAKDOWNS])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_number_opens_as_many_rows_as_it_counts(client, staff, measure, by):
    some_records()
    found = page(client, f"measure={measure}&by={by}&{SPAN}").context
    for _, cells in found["rows"]:
        for shown in cells:
            if shown.cell.figure.n:
                n, known, _ = shown.cell.figure
                listing = client.get(shown.url).context["listing"]
                assert listing.paginator.count == (known or n if shown.cell.kind.value != "rate" else known)
    for shown in found["missing"]:
        listing = client.get(shown.missing_url).context["listing"]
        assert listing.paginator.count == shown.cell.missing


def test_text_chart_table_and_file_say_the_same(client, staff):
    some_records()
    answer = page(client, f"measure=city_cost&{SPAN}")
    html = answer.content.decode()
    assert "令和8年度は500円です。令和6年度より500円減りました。" in html
    assert "令和6年度 1,000円、令和7年度 未記入、令和8年度 500円。" in answer.context["picture"]
    file = page(client, f"measure=city_cost&{SPAN}", "statistics_file", args=["xlsx"])
    rows = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.iter_rows(
        values_only=True
    )
    assert [row[1:5] for row in rows][1:3] == [(1000, "未記入", 500, 1500), (0, 1, 0, 1)]


@pytest.mark.parametrize(("kind", "starts"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_chart_is_taken_away_as_a_picture_and_none_of_nothing(client, staff, kind, starts):
    some_records()
    file = page(client, SPAN, "statistics_file", args=[kind])
    assert (file.content[:4], f".{kind}" in file["Content-Disposition"]) == (starts, True)
    nothing = page(client, "measure=groups&first=2027&last=2027", "statistics_file", args=[kind])
    assert nothing.status_code == 404


@pytest.mark.parametrize(
    ("query", "heading", "last"),
    [
        ("measure=city_cost", "市の負担額（円）", (1000,)),
        ("measure=projects", "状態", ("完了",)),
        ("measure=partners&by=kind&value=company", "形態", None),
        ("measure=groups", "協働の相手になった件数", (1,)),
    ],
)
def test_the_rows_behind_a_number_are_taken_away(client, staff, query, heading, last):
    some_records()
    file = page(client, f"{query}&{SPAN}", "statistics_rows_file", args=["xlsx"])
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.values)
    listing = page(client, f"{query}&{SPAN}", "statistics_rows").context["listing"]
    assert (rows[0][-1], len(rows) - 1) == (heading, listing.paginator.count)
    assert last is None or rows[-1][-1:] == last


def test_the_main_numbers_are_taken_away(client, staff):
    some_records()
    file = page(client, "", "statistics_main_file", args=["xlsx"])
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.values)
    assert [row[-1] for row in rows] == ["令和8年度", 1, 1, 1, 500, "未記入", "なし"]


def test_nothing_recorded_is_said_and_no_chart_is_drawn(client, staff):
    answer = page(client, SPAN.replace("2024", "2026"))
    assert (answer.status_code, answer.context["picture"]) == (200, None)
    assert "数える記録がありません" in answer.content.decode()


def test_the_hub_shows_the_main_numbers_with_their_rows(client, staff):
    some_records()
    rows = page(client, name="statistics").context["rows"]
    told = {grid.measure.key: [shown.cell.text for shown in cells] for grid, cells, _ in rows}
    assert told["projects"] == ["0", "0", "1", "1", "1"]
    assert told["continuing"] == ["なし", "なし", "100.0", "0.0", "なし"]


def test_means_lead_to_the_sheets_behind_them(client, staff):
    ProjectYearFactory(fiscal_year=2024)
    sheet = SheetFactory(final=True, year_of_round=2025, group="4444444", city="3333333")
    answer = page(client, SPAN, "statistics_ratings")
    rated = [(cell, url) for _, _, cells in answer.context["rows"] for cell, url in cells if cell.mean]
    assert {cell.mean.n for cell, _ in rated} == {1}
    for _, url in rated:
        assert list(client.get(url).context["listing"].page.object_list) == [sheet]
    assert answer.context["picture"] is not None
    assert page(client, "first=2026&last=2025", "statistics_ratings").status_code == 422


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("statistics", ""),
        ("statistics_records", f"measure=city_cost&by=kind&{SPAN}"),
        ("statistics_rows", f"measure=city_cost&{SPAN}"),
        ("statistics_rows", f"measure=partners&{SPAN}"),
        ("statistics_rows", f"measure=groups&{SPAN}"),
        ("statistics_ratings", SPAN),
    ],
)
def test_the_pages_cost_the_same_with_more_records(
    client, staff, name, query, number, django_assert_max_num_queries
):
    ProjectYearFactory.create_batch(number, running=True, fiscal_year=2026, partners=2)
    with django_assert_max_num_queries(99) as first:
        page(client, query, name)
    ProjectYearFactory.create_batch(2, running=True, fiscal_year=2026, partners=2)
    with django_assert_max_num_queries(len(first)):
        page(client, query, name)
