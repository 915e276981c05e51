import pytest
from django.urls import reverse

from projects.models import ProjectYear
from tests.factories.projects import ProjectYearFactory

pytestmark = pytest.mark.django_db
COPY = "/projects/record/copy/"


@pytest.fixture
def last_year(division, now):
    return ProjectYearFactory(division=division, done=True, fiscal_year=2025, name="花壇", partners=1)


def shown(answer):
    return [(year.name, year.is_copied) for year in answer.context["choices"]]


def test_starts_with_last_years_projects_of_the_own_division(as_, clerk, division, last_year):
    ProjectYearFactory(fiscal_year=2025, done=True)
    ProjectYearFactory(division=division, fiscal_year=2025, cancelled=True)
    assert shown(as_(clerk).get(COPY)) == [("花壇", False)]


def test_several_are_copied_at_once_and_a_second_time_shown_as_there(as_, clerk, division, last_year):
    other = ProjectYearFactory(division=division, running=True, fiscal_year=2025, name="落ち葉")
    browser = as_(clerk)
    sent = {"from_year": "2025", "to_year": "2026", "year_id": [last_year.pk, other.pk]}
    answer = browser.post(COPY, sent, follow=True)
    assert "2件を令和8年度に写しました。状態は「検討」です。" in answer.text
    again = browser.get(COPY)
    assert shown(again) == [("花壇", True), ("落ち葉", True)]
    assert again.text.count("もう令和8年度にあります") == 2
    browser.post(COPY, sent)
    assert ProjectYear.objects.filter(fiscal_year=2026).count() == 2


def test_words_and_years_narrow_what_is_shown(as_, clerk, last_year):
    browser = as_(clerk)
    years = {"from_year": "2025", "to_year": "2027"}
    assert shown(browser.get(COPY, years | {"q": "花"})) == [("花壇", False)]
    assert shown(browser.get(COPY, years | {"q": "雪"})) == []
    assert shown(browser.get(COPY, {"from_year": "2024", "to_year": "2026"})) == []


def test_nothing_ticked_is_said(as_, clerk, last_year):
    answer = as_(clerk).post(COPY, {"from_year": "2025", "to_year": "2026"})
    assert (answer.status_code, "写す事業を一つ以上選んでください。" in answer.text) == (422, True)


def test_a_year_that_is_not_later_is_said(as_, clerk, last_year):
    answer = as_(clerk).post(COPY, {"from_year": "2025", "to_year": "2025", "year_id": last_year.pk})
    assert answer.status_code == 422
    assert "写す先は、写す元より後の年度にしてください。" in answer.text
    assert ProjectYear.objects.count() == 1


def test_another_divisions_project_cannot_be_sent_along(as_, clerk, last_year):
    foreign = ProjectYearFactory(fiscal_year=2025, done=True)
    as_(clerk).post(COPY, {"from_year": "2025", "to_year": "2026", "year_id": [last_year.pk, foreign.pk]})
    assert not ProjectYear.objects.filter(project=foreign.project, fiscal_year=2026).exists()


@pytest.mark.parametrize("who", ["member", "citizen"])
def test_projects_copy_refuses_whoever_is_not_of_the_office(who, as_, year, request):
    browser = as_(request.getfixturevalue(who))
    assert reverse("projects:copy") == COPY
    assert [browser.get(COPY).status_code, browser.post(COPY).status_code] == [403, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_queries_for_one_and_for_three(
    rows, as_, division, clerk, now, django_assert_num_queries
):
    ProjectYearFactory.create_batch(rows, division=division, fiscal_year=2025, done=True, partners=2)
    browser = as_(clerk)
    browser.get(COPY)
    with django_assert_num_queries(5):
        browser.get(COPY)
