import pytest
from django.urls import reverse

from kyodo import registry
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import GoalFactory, PartnerFactory, ProjectFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db
CASES = "/projects/cases/"


def case(project):
    return reverse("projects:case", args=[project.pk])


def names(answer):
    return [year.name for year in answer.context["listing"].page.object_list]


@pytest.fixture
def published(now):
    project = ProjectFactory(
        public=True, name="花壇", problem="空き地が荒れる", purpose="花で変える", expected_effect="人が集まる"
    )
    ProjectYearFactory(
        project=project, fiscal_year=2025, done=True, content="植えた", result="花が咲いた", city_cost=80000
    )
    ProjectYearFactory(project=project, fiscal_year=2026, running=True, content="広げる")
    ProjectYearFactory(project=project, fiscal_year=2027, content="まだ言えない計画")
    return project


def test_a_citizen_reads_each_published_project_once(client, published, year):
    assert names(client.get(CASES)) == ["花壇"]
    assert names(client.get(CASES, {"q": "花"})) == ["花壇"]
    assert names(client.get(CASES, {"q": "雪"})) == []
    assert names(client.get(CASES, {"year": "2025"})) == ["花壇"]


def test_the_story_has_its_four_parts(client, published):
    text = client.get(case(published)).text
    parts = [text.index(f'id="part-{part}"') for part in ("problem", "together", "result", "review")]
    assert parts == sorted(parts)
    told = (
        "空き地が荒れる",
        "植えた",
        "広げる",
        "花が咲いた",
        "80,000円",
        "公表したふりかえりは、まだありません。",
    )
    assert [words in text for words in told] == [True] * len(told)
    assert "まだ言えない計画" not in text


def test_links_lead_to_groups_that_have_a_public_page(client, published):
    newest = published.years.get(fiscal_year=2026)
    listed = PartnerFactory(project_year=newest)
    hidden = PartnerFactory(project_year=newest, organization=OrganizationFactory(is_listed=False))
    text = client.get(case(published)).text
    assert reverse("organizations:detail", args=[listed.organization_id]) in text
    assert reverse("organizations:detail", args=[hidden.organization_id]) not in text
    assert hidden.name in text


def test_published_reviews_stand_in_the_fourth_part(client, published, monkeypatch):
    block = ("_components/badge.html", {"label": "よい"})
    monkeypatch.setattr(registry.case_blocks, "functions", [lambda project, years: [block]])
    answer = client.get(case(published))
    assert "公表したふりかえりは、まだありません。" not in answer.text
    assert answer.context["blocks"] == [{"template": block[0], "context": block[1]}]


def test_projects_case_is_not_found_unless_it_is_published_and_told(client, year, now):
    assert client.get(case(year.project)).status_code == 404
    planned = ProjectYearFactory(public=True)
    assert client.get(case(planned.project)).status_code == 404
    assert client.get(reverse("projects:case", args=[999999])).status_code == 404


def test_a_visitor_without_cases_is_told_why(client, now):
    assert "公開している事例は、まだありません" in client.get(CASES).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, client, now, django_assert_num_queries):
    ProjectYearFactory.create_batch(rows, public=True, running=True, partners=2)
    client.get(CASES)
    with django_assert_num_queries(6):
        client.get(CASES)


@pytest.mark.parametrize("years", [1, 3])
def test_a_case_costs_the_same_for_one_year_and_for_three(
    years, client, now, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(registry.case_blocks, "functions", [])
    project = ProjectFactory(public=True)
    for fiscal_year in range(2026, 2026 - years, -1):
        row = ProjectYearFactory(project=project, fiscal_year=fiscal_year, running=True, partners=2)
        GoalFactory(project_year=row)
    client.get(case(project))
    with django_assert_num_queries(6):
        client.get(case(project))
