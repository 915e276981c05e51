import datetime

import pytest
from django.urls import reverse

from reviews.models import AxisSet, ReviewRound, Sheet
from tests.factories.organizations import MembershipFactory, PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import AxisSetFactory, ReviewRoundFactory, SheetFactory

pytestmark = pytest.mark.django_db
# Views that a coordinator alone uses, and those that all of city hall reads.
RUNNING = [
    ("reviews:round_open", []),
    ("reviews:round_dates", [2026]),
    ("reviews:round_act", [2026, "start"]),
    ("reviews:axis_sets", []),
    ("reviews:axis_set_new", []),
]
READING = [
    ("reviews:rounds", []),
    ("reviews:round", [2026]),
    ("reviews:year", [2026]),
    ("reviews:gaps", [2026]),
]


@pytest.fixture
def coordinator(client):
    user = PostFactory(coordinator=True).user
    client.force_login(user)
    return user


def opening(**changed):
    data = {
        "fiscal_year": "2025",
        "axis_set": AxisSetFactory().pk,
        "entry_due_on": "2026/12/31",
        "meeting_due_on": "令和9年1月31日",
    }
    return data | changed


@pytest.fixture
def _today(at):
    at(2026, 11, 20)


@pytest.mark.usefixtures("_today")
def test_a_year_is_previewed_and_then_opened(client, coordinator):
    ProjectYearFactory(fiscal_year=2025, partners=2)
    preview = client.post(reverse("reviews:round_open"), opening(then="preview"))
    assert (preview.context["plan"].final, preview.context["plan"].interim) == (2, 0)
    assert Sheet.objects.count() == 0
    opened = client.post(reverse("reviews:round_open"), opening(then="open", start="on"))
    assert opened.url == reverse("reviews:round", args=[2025])
    assert set(Sheet.objects.values_list("state", "due_on")) == {("open", datetime.date(2026, 12, 31))}


@pytest.mark.usefixtures("_today")
def test_opened_without_start_the_sheets_wait(client, coordinator):
    ProjectYearFactory(fiscal_year=2025, partners=1)
    client.post(reverse("reviews:round_open"), opening(then="open"))
    assert Sheet.objects.get().state == "preparing"
    client.post(reverse("reviews:round_act", args=[2025, "start"]))
    assert Sheet.objects.get().state == "open"


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"meeting_due_on": "2026/12/1"}, "meeting_due_on"),
        ({"entry_due_on": "きのう"}, "entry_due_on"),
        ({"fiscal_year": "1950"}, "fiscal_year"),
    ],
)
def test_a_bad_opening_is_said_at_its_field(client, coordinator, changed, field):
    response = client.post(reverse("reviews:round_open"), opening(then="open", **changed))
    assert list(response.context["form"].errors) == [field]
    assert ReviewRound.objects.count() == 0


@pytest.mark.usefixtures("_today")
def test_a_year_is_not_opened_twice(client, coordinator):
    ReviewRoundFactory(fiscal_year=2025)
    response = client.post(reverse("reviews:round_open"), opening(then="open"))
    assert list(response.context["form"].errors) == ["fiscal_year"]


def test_a_round_says_who_has_to_do_what_and_who_is_late(client, coordinator, at):
    at(2027, 6, 1)
    client.force_login(coordinator)
    SheetFactory()
    SheetFactory(group_done=True)
    SheetFactory(meeting_open=True)
    ProjectYearFactory(fiscal_year=2026, partners=1)
    page = client.get(reverse("reviews:round", args=[2026])).context
    assert [(each["label"], each["count"], each["late"]) for each in page["waiting"]] == [
        ("団体の記入", 1, 1),
        ("市の記入", 2, 2),
        ("ふりかえりの場", 1, 0),
        ("公表", 0, 0),
    ]
    assert (page["total"], page["missing"]) == (3, 1)
    assert [(row["total"], row["late"]) for row in page["divisions"]] == [(1, 1), (1, 1), (1, 0)]


def test_missing_sheets_are_added_and_settled_ones_published(client, coordinator):
    sheet = SheetFactory(final=True, partner=PartnerFactory(project_year=ProjectYearFactory(public=True)))
    PartnerFactory(project_year=sheet.project_year)
    for verb in ("add", "publish"):
        assert client.get(reverse("reviews:round_act", args=[2026, verb])).status_code == 200
        client.post(reverse("reviews:round_act", args=[2026, verb]))
    assert sorted(Sheet.objects.values_list("state", flat=True)) == ["preparing", "published"]


def test_due_dates_are_moved(client, coordinator):
    sheet = SheetFactory()
    data = {"entry_due_on": "R9.7.1", "meeting_due_on": "R9.8.1"}
    client.post(reverse("reviews:round_dates", args=[2026]), data)
    assert str(Sheet.objects.get(pk=sheet.pk).due_on) == "2027-07-01"


def axes_data(*rows, name="視点"):
    data = {"name": name, "axes-TOTAL_FORMS": len(rows), "axes-INITIAL_FORMS": 0}
    for index, (label, question) in enumerate(rows):
        data |= {f"axes-{index}-label": label, f"axes-{index}-question": question}
    return data


def test_a_new_version_of_the_axes_is_made_from_the_filled_rows(client, coordinator):
    AxisSetFactory(key="city")
    rows = [("共有", "どう？"), ("", ""), ("達成", "どう？"), ("満足", "どう？")]
    client.post(reverse("reviews:axis_set_new"), axes_data(*rows))
    made = AxisSet.objects.get(is_current=True)
    assert (made.key, made.version) == ("city", 2)
    assert list(made.axes.values_list("number", "label")) == [(1, "共有"), (2, "達成"), (3, "満足")]


@pytest.mark.parametrize(
    "rows",
    [
        [("共有", "どう？"), ("達成", "どう？")],
        [("共有", "どう？"), ("達成", ""), ("満足", "どう？")],
        [("共有", "どう？"), ("共有", "どう？"), ("満足", "どう？")],
    ],
)
def test_too_few_half_written_or_repeated_axes_make_no_version(client, coordinator, rows):
    response = client.post(reverse("reviews:axis_set_new"), axes_data(*rows))
    assert response.status_code == 422
    assert AxisSet.objects.count() == 0


def test_versions_say_who_uses_them(client, coordinator):
    ReviewRoundFactory()
    page = client.get(reverse("reviews:axis_sets"))
    assert [each.used for each in page.context["axis_sets"]] == [1]


@pytest.mark.parametrize(("name", "args"), RUNNING)
def test_running_a_round_is_refused_to_staff(client, name, args):
    ReviewRoundFactory()
    client.force_login(PostFactory(promoter=True).user)
    assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse(name, args=args)).status_code in (403, 405)


@pytest.mark.parametrize(("name", "args"), [*RUNNING, *READING])
def test_the_offices_pages_are_refused_to_a_group(client, name, args):
    ReviewRoundFactory()
    client.force_login(MembershipFactory().user)
    assert client.get(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize(("name", "args"), READING)
def test_city_hall_reads_the_year(client, name, args):
    ReviewRoundFactory()
    client.force_login(PostFactory().user)
    assert client.get(reverse(name, args=args)).status_code == 200


def test_an_unknown_year_or_verb_is_not_found(client, coordinator):
    ReviewRoundFactory()
    for name, args in (("round", [1999]), ("year", [1999]), ("gaps", [1999]), ("round_act", [2026, "erase"])):
        assert client.get(reverse(f"reviews:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_rounds_page_costs_the_same_with_more_sheets(
    client, coordinator, django_assert_max_num_queries, sheets
):
    SheetFactory.create_batch(sheets)
    with django_assert_max_num_queries(13):
        client.get(reverse("reviews:round", args=[2026]))
