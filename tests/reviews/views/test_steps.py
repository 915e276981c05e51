import pytest
from django.urls import reverse

from reviews.models import Sheet
from tests.factories.organizations import PostFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory
from tests.factories.reviews import MeetingFactory, SheetFactory
from tests.reviews.people import person

pytestmark = pytest.mark.django_db
# Step → how the sheet stands before, and the state after.
STEPS = {
    "open": ("preparing", "open"),
    "return": ("meeting_open", "open"),
    "finalise": ("meeting_open", "final"),
    "publish": ("final", "published"),
    "unpublish": ("published", "final"),
    "reopen": ("final", "meeting"),
}


def address(sheet, action):
    return reverse("reviews:step", args=[sheet.pk, action])


def sheet_for(action):
    public = PartnerFactory(project_year=ProjectYearFactory(public=True))
    sheet = SheetFactory(partner=public, **{STEPS[action][0]: True})
    if action == "finalise":
        MeetingFactory(sheet=sheet)
    return sheet


@pytest.mark.parametrize("action", STEPS)
def test_a_step_is_asked_about_and_taken(client, action):
    sheet = sheet_for(action)
    client.force_login(PostFactory(coordinator=True).user)
    assert client.get(address(sheet, action)).status_code == 200
    client.post(address(sheet, action), {"reason": "確かめたため"})
    assert Sheet.objects.get(pk=sheet.pk).state == STEPS[action][1]


@pytest.mark.parametrize("action", ["return", "unpublish", "reopen"])
def test_a_way_back_without_a_reason_says_so_at_its_field(client, action):
    sheet = sheet_for(action)
    client.force_login(PostFactory(coordinator=True).user)
    response = client.post(address(sheet, action), {"reason": ""})
    assert response.context["form"].errors == {"reason": ["理由を書いてください。"]}
    assert response.status_code == 422


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("role", ["editor", "viewer", "other_staff"])
def test_reviews_step_refuses_who_may_not(client, action, role):
    sheet = sheet_for(action)
    client.force_login(person(role, sheet))
    response = client.post(reverse("reviews:step", args=[sheet.pk, action]), {"reason": "したい"})
    assert response.status_code == (404 if action == "open" and role in ("editor", "viewer") else 403)
    assert Sheet.objects.get(pk=sheet.pk).state == sheet.state


@pytest.mark.parametrize("action", ["meet", "erase"])
def test_a_step_that_is_no_button_is_not_found(client, action):
    client.force_login(PostFactory(coordinator=True).user)
    assert client.post(address(SheetFactory(), action)).status_code == 404


def test_a_page_left_open_too_long_gets_a_message(client):
    sheet = SheetFactory(published=True)
    client.force_login(PostFactory(coordinator=True).user)
    response = client.post(address(sheet, "publish"), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "いまの状態（公表）では「公表する」はできません。画面を開き直して確かめてください。"
    ]


def test_settling_names_the_axes_without_an_agreed_score(client):
    sheet = sheet_for("finalise")
    client.force_login(person("staff", sheet))
    assert len(client.get(address(sheet, "finalise")).context["missing"]) == 7
