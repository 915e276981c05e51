import pytest
from django.urls import reverse

from reviews.actions.meetings import Point, point_of, save_point
from reviews.models import Meeting, Rating
from tests.factories.reviews import MeetingFactory, SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return SheetFactory(meeting_open=True, group="5544332", city="3344552")


@pytest.fixture
def clerk(sheet, client):
    user = person("staff", sheet)
    client.force_login(user)
    return user


def axis_page(sheet, number=1):
    return reverse("reviews:meeting_axis", args=[sheet.pk, number])


def whole(sheet):
    return reverse("reviews:meeting", args=[sheet.pk])


def test_an_axis_shows_both_scores_and_the_way_on(client, sheet, clerk):
    page = client.get(axis_page(sheet, 2))
    row = page.context["row"]
    assert (row.group, row.city, row.gap) == (5, 3, 2)
    assert (page.context["before"].number, page.context["after"].number) == (1, 3)
    assert "差2" in page.content.decode()


@pytest.mark.parametrize(("go", "number", "leads_to"), [("next", 1, 2), ("back", 3, 2), ("stay", 3, 3)])
def test_saving_an_axis_leads_on(client, sheet, clerk, go, number, leads_to):
    base = client.get(axis_page(sheet, number)).context["form"]["base"].value()
    data = {"agreed": "4", "said": "よく話せた。", "next_step": "", "base": base, "go": go}
    assert client.post(axis_page(sheet, number), data).url == axis_page(sheet, leads_to)
    axis = sheet.axis_set.axes.get(number=number)
    assert point_of(sheet, axis) == Point(4, "よく話せた。", "")


def test_the_last_axis_leads_to_the_whole(client, sheet, clerk):
    base = client.get(axis_page(sheet, 7)).context["form"]["base"].value()
    assert client.post(axis_page(sheet, 7), {"base": base, "go": "next"}).url == whole(sheet)


def test_two_who_write_one_axis_see_both_and_choose(client, sheet, clerk):
    axis = sheet.axis_set.axes.first()
    base = point_of(sheet, axis).digest
    save_point(sheet=sheet, axis=axis, point=Point(4, "一人め"), base=base, by=clerk)
    response = client.post(axis_page(sheet), {"agreed": "3", "said": "二人め", "base": base})
    assert response.status_code == 409
    found = [(each.name, each.theirs, each.mine) for each in response.context["differences"]]
    assert found == [("agreed", "4", "3"), ("said", "一人め", "二人め")]
    newest = response.context["form"]["base"].value()
    choice = {
        "agreed": "3",
        "said": "二人め",
        "base": newest,
        "choice_agreed": "theirs",
        "choice_said": "mine",
    }
    client.post(axis_page(sheet), choice)
    assert point_of(sheet, axis) == Point(4, "二人め", "")


def test_the_whole_is_saved_and_leads_to_settling(client, sheet, clerk):
    data = {
        "base_version": 1,
        "held_on": "R9.6.10",
        "form": "online",
        "agreed": "続ける。",
        "then": "finalise",
    }
    assert client.post(whole(sheet), data).url == reverse("reviews:step", args=[sheet.pk, "finalise"])
    meeting = Meeting.objects.get()
    assert (str(meeting.held_on), meeting.form, meeting.agreed) == ("2027-06-10", "online", "続ける。")


def test_a_bad_date_is_said_at_its_field(client, sheet, clerk):
    response = client.post(whole(sheet), {"base_version": 1, "held_on": "いつか", "form": "online"})
    assert list(response.context["form"].errors) == ["held_on"]
    assert Meeting.objects.count() == 0


def test_two_who_write_the_whole_see_both(client, sheet, clerk):
    MeetingFactory(sheet=sheet, place="公民館", version=2)
    response = client.post(whole(sheet), {"base_version": 1, "form": "in_person", "place": "会議室"})
    assert response.status_code == 409
    assert ("場所", "公民館", "会議室") in [
        (each.label, each.theirs, each.mine) for each in response.context["differences"]
    ]


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 403), ("viewer", 403), ("other_staff", 403), ("nobody", 404)]
)
def test_the_minutes_refuse_who_does_not_keep_them(client, sheet, role, status):
    client.force_login(person(role, sheet))
    assert client.post(reverse("reviews:meeting", args=[sheet.pk]), {}).status_code == status
    assert client.post(reverse("reviews:meeting_axis", args=[sheet.pk, 1]), {}).status_code == status
    assert (Meeting.objects.count(), Rating.objects.filter(side="agreed").count()) == (0, 0)


@pytest.mark.parametrize("standing", ["final", "published"])
def test_a_settled_sheet_refuses_new_minutes(client, standing):
    sheet = SheetFactory(**{standing: True})
    client.force_login(person("coordinator", sheet))
    assert (
        client.post(reverse("reviews:meeting_axis", args=[sheet.pk, 1]), {"agreed": "5"}).status_code == 403
    )
    assert client.get(reverse("reviews:meeting_axis", args=[sheet.pk, 1])).status_code == 200


def test_both_sides_see_the_table(client, sheet):
    client.force_login(person("viewer", sheet))
    assert client.get(whole(sheet)).status_code == 200
    assert client.get(axis_page(sheet)).status_code == 200
    assert client.get(axis_page(sheet, 8)).status_code == 404
