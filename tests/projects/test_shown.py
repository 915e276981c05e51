import pytest
from django.urls import reverse

from kyodo.registry import doors, organization_panels
from projects.shown import found_projects, newest_cases, years_of_group
from tests.factories.projects import PartnerFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


def labels(person):
    return [door.label for door in doors.gather() if door.name.startswith("projects:") and door.may(person)]


def test_the_doors_each_person_has(clerk, member, citizen):
    assert [labels(person) for person in (clerk, member, citizen)] == [
        ["募集", "協働事業", "事例"],
        ["募集", "協働事業", "事例"],
        ["募集", "事例"],
    ]


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("projects:list", "協働事業"),
        ("projects:record_start", "協働事業"),
        ("projects:cases", "事例"),
        ("projects:office_calls", "募集"),
        ("projects:office_proposals", "募集"),
        ("projects:programmes", "募集"),
        ("projects:themes", "募集"),
        ("projects:opinions", "募集"),
        ("projects:consultations", "募集"),
    ],
)
def test_every_page_stands_in_one_room(as_, coordinator, name, room):
    page = as_(coordinator).get(reverse(name))
    assert [label for label, _, is_present in page.context["doors"] if is_present] == [room]


def found(person, words):
    (group,) = found_projects(person, words)
    return group.title, [label for label, _, _ in group.results], group.more_url


def test_the_search_finds_a_project_once_and_only_what_one_may_see(year, clerk, member, citizen):
    ProjectYearFactory(project=year.project, fiscal_year=2025, name="公園の花壇づくり（前の年）")
    assert found(clerk, "公園")[:2] == ("協働事業", ["公園の花壇づくり"])
    assert found(member, "公園")[:2] == ("協働事業", ["公園の花壇づくり"])
    assert found(citizen, "公園") == ("事例", [], "/projects/cases/?q=%E5%85%AC%E5%9C%92")
    ProjectYearFactory(public=True, running=True, name="公園の落語")
    assert found(citizen, "公園")[1] == ["公園の落語"]


def test_the_home_page_shows_each_newest_case_once(citizen):
    case = ProjectYearFactory(public=True, done=True, fiscal_year=2024)
    newer = ProjectYearFactory(project=case.project, running=True, fiscal_year=2026)
    ProjectYearFactory(running=True)
    ((_, block),) = newest_cases(citizen)
    assert list(block["cases"]) == [newer]


def test_a_groups_page_shows_outsiders_the_cases_alone(year, member, clerk, citizen):
    group = year.partners.get().organization
    case = ProjectYearFactory(public=True, running=True)
    PartnerFactory(project_year=case, organization=group)

    def shown(person):
        ((_, panel),) = years_of_group(group, person)
        return list(panel["years"]), panel["inside"]

    assert shown(citizen) == ([case], False)
    assert shown(clerk) == ([case, year], True)
    assert shown(member) == ([case, year], True)
    assert years_of_group in organization_panels.functions
