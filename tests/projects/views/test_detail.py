import pytest
from django.urls import reverse

from kyodo import registry
from kyodo.registry import ProjectTab
from projects.enums import Visibility
from projects.models import Project
from tests.factories.projects import GoalFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db
PAGES = (
    "projects:detail",
    "projects:detail_years",
    "projects:detail_goals",
    "projects:detail_roles",
    "projects:detail_history",
)


@pytest.fixture
def page(year):
    return lambda name="detail": reverse(f"projects:{name}", args=[year.project_id])


def test_the_clerk_sees_the_one_next_thing_and_the_steps(as_, page, clerk, year):
    answer = as_(clerk).get(page())
    text = answer.text
    assert "みどり公園課：内容と相手を決めて、準備に進みます。" in text
    assert [step.action for step in answer.context["open_steps"]] == ["prepare", "start", "cancel"]
    assert reverse("projects:edit_year", args=[year.pk]) in text
    assert reverse("projects:edit", args=[year.project_id]) in text


def test_a_clerk_of_another_division_reads_and_does_not_change(as_, page, other_clerk, year):
    answer = as_(other_clerk).get(page())
    assert (answer.status_code, answer.context["open_steps"]) == (200, [])
    assert reverse("projects:edit_year", args=[year.pk]) not in answer.text
    assert reverse("projects:edit", args=[year.project_id]) not in answer.text


def test_a_member_reads_its_own_project_in_its_own_words(as_, page, member):
    answer = as_(member).get(page())
    assert (answer.status_code, "市が検討しています" in answer.text) == (200, True)
    assert "履歴" not in [tab["label"] for tab in answer.context["tabs"]]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_citizen_may_not_see_is_not_found(name, as_, citizen, year):
    assert as_(citizen).get(reverse(name, args=[year.project_id])).status_code == 404


def test_a_member_cannot_read_the_history(as_, page, member):
    assert as_(member).get(page("detail_history")).status_code == 403


def test_whoever_only_reads_is_led_to_the_case(as_, page, citizen, year):
    Project.objects.update(visibility=Visibility.PUBLIC)
    answer = as_(citizen).get(page())
    assert (answer.status_code, answer.url) == (302, reverse("projects:case", args=[year.project_id]))


def test_one_column_a_year_newest_first(as_, page, clerk, year):
    ProjectYearFactory(project=year.project, division=year.division, fiscal_year=2024)
    answer = as_(clerk).get(page("detail_years"))
    assert [each.fiscal_year for each in answer.context["years"]] == [2026, 2024]
    assert answer.text.count("を直す</a>") >= 2


def test_goals_stand_with_what_became_of_them(as_, page, clerk, year):
    GoalFactory(project_year=year, title="植えた回数", target=10, actual=12)
    GoalFactory(project_year=year, title="様子", in_words=True, is_met=False)
    text = as_(clerk).get(page("detail_goals")).text
    assert "植えた回数" in text
    assert "12回" in text
    assert "達成していない" in text


def test_the_history_tells_of_steps_and_edits(as_, page, clerk, year):
    browser = as_(clerk)
    browser.post(reverse("projects:step", args=[year.pk, "prepare"]))
    assert "年度実績の状態を変えました" in browser.get(page("detail_history")).text


def test_other_apps_add_tabs_and_a_cell_to_each_year(as_, page, clerk, year, monkeypatch):
    monkeypatch.setattr(
        registry.project_tabs, "functions", [lambda user, project: [ProjectTab("印", "/x/", 3)]]
    )
    monkeypatch.setattr(
        registry.year_cells,
        "functions",
        [lambda user, years: [(each.pk, "_components/badge.html", {}) for each in years]],
    )
    answer = as_(clerk).get(page("detail_years"))
    assert [tab["label"] for tab in answer.context["tabs"]] == [
        "概要",
        "年度ごと",
        "目標",
        "役割分担・予算",
        "印",
        "履歴",
    ]
    assert answer.context["years"][0].cell_template == "_components/badge.html"


@pytest.mark.parametrize("name", PAGES)
def test_costs_the_same_queries_for_one_year_and_for_three(
    name, as_, clerk, year, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(registry.project_tabs, "functions", [])
    monkeypatch.setattr(registry.year_cells, "functions", [])
    GoalFactory(project_year=year)
    browser, address = as_(clerk), reverse(name, args=[year.project_id])
    browser.get(address)
    with django_assert_max_num_queries(25) as one:
        browser.get(address)
    for fiscal_year in (2024, 2025):
        more = ProjectYearFactory(
            project=year.project, division=year.division, fiscal_year=fiscal_year, partners=3
        )
        GoalFactory.create_batch(2, project_year=more)
    with django_assert_max_num_queries(len(one)):
        browser.get(address)
