import pytest
from django.urls import reverse

from projects.models import Follow

pytestmark = pytest.mark.django_db


def step(year, action="prepare"):
    return reverse("projects:step", args=[year.pk, action])


def test_a_step_without_a_reason_is_one_press(as_, clerk, year):
    answer = as_(clerk).post(step(year), follow=True)
    assert "公園の花壇づくり（令和8年度）を「準備」にしました。" in answer.text
    year.refresh_from_db()
    assert year.state == "preparing"


def test_a_stop_asks_for_the_reason_and_keeps_it(as_, clerk, year):
    browser = as_(clerk)
    assert "理由" in browser.get(step(year, "cancel")).text
    refused = browser.post(step(year, "cancel"), {"reason": " "})
    assert (refused.status_code, "理由を書いてください。" in refused.text) == (422, True)
    browser.post(step(year, "cancel"), {"reason": "会場が使えなくなった"})
    year.refresh_from_db()
    assert year.state == "cancelled"


def test_a_step_that_is_not_open_now_is_said_in_words(as_, clerk, year):
    answer = as_(clerk).post(step(year, "finish"), follow=True)
    assert "いまの状態（検討）では「完了にする」はできません。" in answer.text


def test_a_step_the_table_does_not_know_is_not_found(as_, clerk, year):
    assert as_(clerk).post(step(year, "fly")).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("other_clerk", 403), ("member", 403), ("citizen", 404)])
def test_projects_step_refuses_everybody_else(who, status, as_, year, request):
    assert reverse("projects:step", args=[1, "a"])
    assert as_(request.getfixturevalue(who)).post(step(year)).status_code == status
    year.refresh_from_db()
    assert year.state == "considering"


@pytest.mark.parametrize("who", ["clerk", "other_clerk", "member"])
def test_whoever_works_on_it_follows_and_stops(who, as_, year, request):
    person = request.getfixturevalue(who)
    browser = as_(person)
    browser.post(reverse("projects:follow", args=[year.project_id]))
    assert list(Follow.objects.values_list("user", "project")) == [(person.pk, year.project_id)]
    browser.post(reverse("projects:unfollow", args=[year.project_id]))
    assert Follow.objects.count() == 0


def test_a_citizen_cannot_follow_what_is_internal_nor_what_is_public(as_, citizen, year):
    browser = as_(citizen)
    assert browser.post(reverse("projects:follow", args=[year.project_id])).status_code == 404
    assert browser.post(reverse("projects:unfollow", args=[year.project_id])).status_code == 404
    year.project.visibility = "public"
    year.project.save()
    assert browser.post(reverse("projects:follow", args=[year.project_id])).status_code == 403
    assert Follow.objects.count() == 0
