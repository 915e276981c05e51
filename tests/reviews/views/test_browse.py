import csv
import datetime
import io

import pytest
from django.urls import reverse

from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import GoalFactory, PartnerFactory, ProjectYearFactory
from tests.factories.reviews import MeetingFactory, MeetingPointFactory, ReviewRoundFactory, SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db
INSIDE = ("reviews:sheet", "reviews:sheet_goals", "reviews:sheet_comparison", "reviews:sheet_history")


def numbers(client, **query):
    listing = client.get(reverse("reviews:sheets"), query).context["listing"]
    return [sheet.number for sheet in listing.page.object_list]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("role", ["other_member", "nobody"])
def test_a_foreign_sheet_is_not_found(client, name, role):
    sheet = SheetFactory()
    client.force_login(person(role, sheet))
    assert client.get(reverse(name, args=[sheet.pk])).status_code == 404


@pytest.mark.parametrize("name", INSIDE)
def test_a_group_does_not_find_a_sheet_in_preparation(client, name):
    sheet = SheetFactory(preparing=True)
    client.force_login(person("editor", sheet))
    assert client.get(reverse(name, args=[sheet.pk])).status_code == 404


def test_whoever_stands_on_neither_side_reads_the_public_page_instead(client):
    sheet = SheetFactory(published=True)
    client.force_login(person("other_member", sheet))
    assert client.get(reverse("reviews:sheet", args=[sheet.pk])).url == reverse(
        "reviews:published", args=[sheet.pk]
    )
    for name in INSIDE[1:]:
        assert client.get(reverse(name, args=[sheet.pk])).status_code == 404


def test_sheets_export_refuses_a_group_and_an_unknown_format_is_not_found(client, coordinator):
    assert client.get(reverse("reviews:sheets_export", args=["pdf"])).status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(reverse("reviews:sheets_export", args=["csv"])).status_code == 403


def test_sheets_of_a_project_that_one_may_not_see_are_not_found(client):
    sheet = SheetFactory()
    client.force_login(person("nobody", sheet))
    address = reverse("reviews:of_project", args=[sheet.project_year.project_id])
    assert client.get(address).status_code == 404


def test_a_visitor_reads_a_published_sheet_without_the_names_at_the_table(client):
    sheet = SheetFactory(published=True, group="5555555", city="3333333", group_comment="またやりたい。")
    meeting = MeetingFactory(
        sheet=sheet, group_attendees="名前その一", city_attendees="名前その二", agreed="続ける。"
    )
    MeetingPointFactory(meeting=meeting, said="内々の話", next_step="表を見直す。")
    text = client.get(reverse("reviews:published", args=[sheet.pk])).content.decode()
    for shown in ("またやりたい。", "続ける。", "表を見直す。", "差2", "<svg"):
        assert shown in text
    for hidden in ("名前その一", "名前その二", "内々の話"):
        assert hidden not in text


@pytest.mark.parametrize("standing", ["open", "meeting_open", "final"])
def test_a_published_page_is_not_found_before_that(client, standing):
    sheet = SheetFactory(**({} if standing == "open" else {standing: True}))
    assert client.get(reverse("reviews:published", args=[sheet.pk])).status_code == 404


def test_the_list_is_narrowed_by_everything_its_filters_say(client, coordinator, at):
    at(2027, 6, 15)
    client.force_login(coordinator)
    late, gone, wide, near = (
        SheetFactory(number=1),
        SheetFactory(number=2, group_done=True, due_on=datetime.date(2027, 7, 1)),
        SheetFactory(number=3, meeting_open=True, group="5", city="3"),
        SheetFactory(number=4, final=True, group="35", city="44"),
    )
    first = wide.axis_set.axes.first().pk
    for query, found in [
        ({}, [1, 2, 3, 4]),
        ({"state": "open"}, [1, 2]),
        ({"state": "counted"}, [3, 4]),
        ({"waiting": "group"}, [1]),
        ({"waiting": "city"}, [1, 2]),
        ({"waiting": "meeting"}, [3]),
        ({"waiting": "publish"}, [4]),
        ({"late": "1"}, [1]),
        ({"division": gone.division_id}, [2]),
        ({"organization": near.organization_name}, [4]),
        ({"q": late.project_name}, [1]),
        ({"form": wide.project_year.form_id}, [3]),
        ({"kind": "interim"}, []),
        ({"year": 2026, "axis": first}, [3, 4]),
        ({"gap": "1"}, [3]),
        ({"gap": "1", "axis": first}, [3]),
        ({"gap": "1", "axis": wide.axis_set.axes.last().pk}, []),
    ]:
        assert (query, numbers(client, **query)) == (query, found)


def test_a_group_lists_its_own_sheets_from_entry_on(client):
    mine = SheetFactory(number=1)
    SheetFactory(number=2, partner=PartnerFactory(organization=mine.organization), preparing=True)
    SheetFactory(number=3, published=True)
    client.force_login(person("viewer", mine))
    assert numbers(client) == [1]


def test_the_file_holds_the_scores_of_finished_sheets(client, coordinator):
    SheetFactory(meeting_open=True, group="4430000", city="5", agreed="4", city_comment="助かった。")
    body = b"".join(client.get(reverse("reviews:sheets_export", args=["csv"])).streaming_content)
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    found = dict(zip(header, row, strict=True))
    assert found["団体の評価"] == "4、4、3、－、－、－、－"
    assert (found["市の評価"], found["合意した評価"]) == (
        "5、－、－、－、－、－、－",
        "4、－、－、－、－、－、－",
    )
    assert found["市のコメント"] == "助かった。"


def test_last_year_stands_beside_this_one(client, coordinator):
    before = SheetFactory(year_of_round=2025, published=True, group="2222222", agreed="3333333")
    year = ProjectYearFactory(project=before.project_year.project, fiscal_year=2026)
    partner = PartnerFactory(project_year=year, organization=before.organization)
    sheet = SheetFactory(partner=partner, meeting_open=True, group="4444444", agreed="3333333")
    page = client.get(reverse("reviews:sheet_comparison", args=[sheet.pk]))
    first = page.context["changes"][0]
    assert [(each.side, each.before, each.now, each.words) for each in first] == [
        ("group", 2, 4, "＋2"),
        ("agreed", 3, 3, "同じ"),
    ]
    assert "前年の合意" in client.get(reverse("reviews:sheet", args=[sheet.pk])).content.decode()


def test_goals_met_stand_apart_from_the_scores(client, coordinator):
    sheet = SheetFactory(meeting_open=True, group="1111111")
    GoalFactory(project_year=sheet.project_year, actual=13)
    page = client.get(reverse("reviews:sheet_goals", args=[sheet.pk]))
    assert page.context["outcome"].words == (
        "目標1件のうち、1件を達成しました。このうち1件は、想定以上の効果がありました。"
    )
    assert "想定以上の効果" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_more_rows(client, coordinator, django_assert_max_num_queries, rows):
    ReviewRoundFactory()
    SheetFactory.create_batch(rows, group="44", city="22")
    with django_assert_max_num_queries(15):
        client.get(reverse("reviews:sheets"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_sheets_page_costs_the_same_with_more_points(
    client, coordinator, django_assert_max_num_queries, rows
):
    sheet = SheetFactory(meeting_open=True, group="4444444", city="2222222", agreed="3333333")
    meeting = MeetingFactory(sheet=sheet)
    for axis in sheet.axis_set.axes.all()[:rows]:
        MeetingPointFactory(meeting=meeting, axis=axis)
    for name in INSIDE:
        with django_assert_max_num_queries(21):
            client.get(reverse(name, args=[sheet.pk]))
