import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from projects.models import Theme
from reviews.models import WorkItem, WorkRound
from reviews.work_tables import ITEM_HEADER, SUMMARY_HEADER
from tests.factories.organizations import DivisionFactory, MembershipFactory, PostFactory
from tests.factories.surveys import WorkItemFactory, WorkRoundFactory

pytestmark = pytest.mark.django_db
YEAR = 2026
LISTS = ["reviews:work", "reviews:work_summary"]
FILES = ["reviews:work_file", "reviews:work_summary_file"]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


def rows_of(answer) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return list(book.active.iter_rows(values_only=True))


@pytest.mark.parametrize("name", LISTS + FILES)
def test_the_lists_are_forbidden_to_all_but_city_staff(client, name):
    address = reverse(name, args=["csv"] if name in FILES else [])
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 403
    client.force_login(PostFactory().user)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_other_kinds_of_files_are_not_found(client, coordinator, name):
    assert client.get(reverse(name, args=["pdf"])).status_code == 404


@pytest.mark.parametrize("name", ["reviews:work_item", "reviews:work_theme"])
def test_a_row_is_not_found_by_others_and_making_a_theme_forbidden_to_staff(client, name):
    address = reverse(name, args=[WorkItemFactory(fits=True).pk])
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 404
    client.force_login(PostFactory().user)
    assert client.get(address).status_code == (403 if name == "reviews:work_theme" else 200)


def test_asking_is_forbidden_to_all_but_coordinators(client):
    client.force_login(PostFactory().user)
    assert client.get(reverse("reviews:work_ask")).status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["窓口", "講座", "統計"]),
        ("fitness=yes", ["講座"]),
        ("fitness=none", ["統計"]),
        ("theme=no", ["窓口", "統計"]),
        ("theme=yes", ["講座"]),
        ("q=講", ["講座"]),
        (f"year={YEAR - 1}", ["去年"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(client, coordinator, at, query, names):
    at(2026, 6, 1)
    client.force_login(coordinator)
    division = WorkItemFactory(name="窓口", unfit=True, position=1).division
    item = WorkItemFactory(name="講座", fits=True, division=division, position=2)
    item.theme = Theme.objects.create(division=division, title="講座", problem="人手", fiscal_year=2027)
    item.save()
    WorkItemFactory(name="統計", division=division, position=3)
    WorkItemFactory(name="去年", fiscal_year=YEAR - 1)
    page = client.get(f"{reverse('reviews:work')}?{query}")
    assert [each.name for each in page.context["listing"].page.object_list] == names


def test_the_year_that_is_asked_about_is_shown_first(client, coordinator):
    WorkRoundFactory(fiscal_year=2031)
    assert client.get(reverse("reviews:work")).context["year"].year == 2031


def test_the_list_as_a_file_says_what_the_page_says(client, coordinator):
    item = WorkItemFactory(conditional=True, fiscal_year=YEAR)
    answer = client.get(reverse("reviews:work_file", args=["xlsx"]) + f"?year={YEAR}")
    line = (
        "令和8年度",
        "市民部",
        item.division.name,
        item.name,
        None,
        "条件つきでできる",
        item.reason,
        None,
        None,
    )
    assert rows_of(answer) == [ITEM_HEADER, line]


def test_each_divisions_counts_open_the_rows_behind_them(client, coordinator):
    division = WorkItemFactory(unfit=True, fiscal_year=YEAR).division
    WorkItemFactory.create_batch(2, division=division, fits=True, fiscal_year=YEAR)
    WorkItemFactory(division=division, fiscal_year=YEAR)
    page = client.get(f"{reverse('reviews:work_summary')}?year={YEAR}")
    row, cells = next(line for line in page.context["lines"] if line[0].division == division)
    assert [count for _, count, _ in cells] == [4, 2, 0, 1, 1, 0]
    for _, count, address in cells:
        assert client.get(address).context["listing"].paginator.count == count
    assert row.state == ("記入中", "info")
    file = client.get(reverse("reviews:work_summary_file", args=["xlsx"]) + f"?year={YEAR}")
    heading, *lines = rows_of(file)
    assert heading == SUMMARY_HEADER
    assert ("市民部", division.name, 4, 2, 0, 1, 1, 0, "記入中") in lines


def test_the_chart_and_the_table_show_the_same_and_nothing_makes_no_chart(client, coordinator):
    page = client.get(f"{reverse('reviews:work_summary')}?year={YEAR}")
    assert page.context["picture"] is None
    item = WorkItemFactory(fits=True, fiscal_year=YEAR)
    picture = client.get(f"{reverse('reviews:work_summary')}?year={YEAR}").context["picture"]
    words = f"{item.division.name}：できる 1件、条件つきでできる 0件、できない 0件、まだ決めていない 0件。"
    assert words in picture


def test_a_row_becomes_a_theme_once_and_each_leads_to_the_other(client, coordinator):
    item = WorkItemFactory(fits=True, content="教える人が足りない")
    address = reverse("reviews:work_theme", args=[item.pk])
    form = client.get(address).context["form"]
    assert (form.initial["title"], form.initial["problem"]) == (item.name, item.content)
    given = {"title": item.name, "problem": item.content, "fiscal_year": form.initial["fiscal_year"]}
    theme = Theme.objects.get(pk=client.post(address, given | {"is_city_proposal": "on"}).url.split("/")[-2])
    assert (theme.division, theme.is_city_proposal, theme.state) == (item.division, True, "draft")
    links = [reverse("projects:theme", args=[theme.pk]), reverse("reviews:work_item", args=[item.pk])]
    assert f'href="{links[0]}"' in client.get(links[1]).content.decode()
    assert f'href="{links[1]}"' in client.get(links[0]).content.decode()
    assert client.post(address, given).url == links[0]
    assert Theme.objects.count() == 1


def test_a_theme_without_a_problem_and_of_unfit_work_is_refused(client, coordinator):
    item = WorkItemFactory(fits=True)
    assert client.post(reverse("reviews:work_theme", args=[item.pk]), {}).status_code == 422
    unfit = WorkItemFactory(unfit=True)
    address = reverse("reviews:work_theme", args=[unfit.pk])
    year = client.get(address).context["form"].initial["fiscal_year"]
    given = {"title": "講座", "problem": "人手", "fiscal_year": year}
    assert client.post(address, given).status_code == 422
    assert Theme.objects.count() == 0


def test_what_is_typed_of_a_theme_is_kept_until_it_is_made_or_thrown_away(client, coordinator):
    item = WorkItemFactory(fits=True)
    address = reverse("reviews:work_theme", args=[item.pk])
    typed = {"title": "書きかけ", "draft_key": f"reviews.work_theme:{item.pk}"}
    client.post(reverse("draft_save"), typed)
    assert client.get(address).context["form"]["title"].value() == "書きかけ"
    client.post(address, {"discard_draft": "yes"})
    assert client.get(address).context["form"]["title"].value() == item.name


def test_the_office_asks_and_moves_the_day(client, coordinator, at):
    at(2026, 6, 1)
    client.force_login(coordinator)
    address = reverse("reviews:work_ask")
    assert client.post(address, {"fiscal_year": "2027"}).status_code == 422
    for day in ("31", "30"):
        given = {"fiscal_year": "2027", "due_on": f"2026-07-{day}"}
        assert client.post(address, given).url == f"{reverse('reviews:work_summary')}?year=2027"
    assert WorkRound.objects.get().due_on == datetime.date(2026, 7, 30)


@pytest.mark.parametrize(("name", "queries"), [("reviews:work", 12), ("reviews:work_summary", 12)])
@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_with_more_rows(
    client, coordinator, name, queries, number, django_assert_num_queries
):
    for item in WorkItemFactory.create_batch(number, fits=True, fiscal_year=YEAR):
        item.theme = Theme.objects.create(
            division=item.division, title="講座", problem="人手", fiscal_year=2027
        )
        item.save()
    DivisionFactory()
    with django_assert_num_queries(queries):
        client.get(f"{reverse(name)}?year={YEAR}")
    assert WorkItem.objects.count() == number
