import pytest
from django.urls import reverse

from projects.models import Project, ProjectYear
from tests.factories.projects import GoalFactory

from .test_record import as_typed

pytestmark = pytest.mark.django_db


def both(as_, first, second, address, mine, theirs):
    """Both open the page; the first saves `theirs`, then the second sends `mine`: (browser, data, answer)."""
    browser = as_(second)
    opened = browser.get(address)
    other = as_(first)
    assert other.post(address, as_typed(other.get(address)) | theirs).status_code == 302
    data = as_typed(opened) | mine
    return browser, data, browser.post(address, data)


@pytest.fixture
def conflict(as_, clerk, coordinator, year):
    address = reverse("projects:edit", args=[year.project_id])
    mine = {"project-purpose": "わたしの目的", "project-started_on_year": "令和8年4月1日"}
    return address, *both(as_, clerk, coordinator, address, mine, {"project-purpose": "先の目的"})


def test_both_texts_are_shown_and_nothing_is_overwritten(conflict, clerk):
    _, _, _, answer = conflict
    assert answer.status_code == 409
    shown = [(each.label, each.theirs, each.mine) for each in answer.context["differences"]]
    assert shown == [("事業の目的", "先の目的", "わたしの目的"), ("始めた日", "", "令和8年（2026年）4月1日")]
    assert f"{clerk}さんが" in answer.text
    assert Project.objects.get().purpose == "先の目的"


def test_mine_is_saved_once_it_was_chosen(conflict):
    address, browser, data, answer = conflict
    data |= {"base_version": str(answer.context["base_version"]), "choice_purpose": "mine"}
    assert browser.post(address, data).status_code == 302
    assert Project.objects.get().purpose == "わたしの目的"


def test_theirs_stays_where_it_was_chosen(conflict):
    address, browser, data, answer = conflict
    choices = {"choice_purpose": "theirs", "choice_started_on": "mine"}
    assert (
        browser.post(
            address, data | choices | {"base_version": str(answer.context["base_version"])}
        ).status_code
        == 302
    )
    project = Project.objects.get()
    assert (project.purpose, project.started_on.isoformat(), project.version) == ("先の目的", "2026-04-01", 3)


def test_partners_and_goals_are_compared_and_chosen_by_name(as_, clerk, coordinator, year, second_partner):
    GoalFactory(project_year=year, title="回数")
    address = reverse("projects:edit_year", args=[year.pk])
    first = year.partners.all()[0]
    mine = {"partners-0-DELETE": "on", "goals-0-title": "わたしの目標"}
    theirs = {"partners-1-DELETE": "on", "goals-0-title": "先の目標"}
    browser, data, answer = both(as_, clerk, coordinator, address, mine, theirs)
    shown = [(each.label, each.theirs, each.mine) for each in answer.context["differences"]]
    assert shown == [("協働の相手", first.name, "落ち葉の会"), ("目標", "先の目標", "わたしの目標")]
    choices = {"choice_partners": "theirs", "choice_goals": "mine"}
    sent = data | choices | {"base_version": str(answer.context["base_version"])}
    assert browser.post(address, sent).status_code == 302
    year = ProjectYear.objects.get()
    assert (year.partner_names, year.goals.get().title) == (first.name, "わたしの目標")
