import pytest

from kyodo.conflicts import EditConflict
from projects.actions.goals import GoalEntry
from projects.actions.partners import PartnerEntry
from projects.actions.projects import change_project, log_project
from projects.enums import Domain, Visibility
from projects.models import Goal, Project, ProjectYear
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import CollaborationFormFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


def test_a_project_is_logged_with_its_first_year(division, clerk):
    group = OrganizationFactory(name="花の会")
    project = log_project(
        project=Project(name="花壇づくり", domain=Domain.B),
        year=ProjectYear(fiscal_year=2026, division=division, form=CollaborationFormFactory()),
        partners=[PartnerEntry("花の会", group.kind, organization_id=group.pk)],
        goals=[GoalEntry(Goal(title="植えた株", target=100, unit="株"))],
        by=clerk,
    )
    year = project.years.get()
    assert (year.name, year.listed_domain, year.partner_names) == ("花壇づくり", "B", "花の会")
    assert [goal.title for goal in year.goals.all()] == ["植えた株"]
    assert year.search_key == "花壇づくり 花の会 みどり公園課"
    assert project.history.get().history_user == clerk


def test_changing_a_project_brings_every_year_up_to_date(division, clerk):
    project = ProjectYearFactory(division=division, fiscal_year=2025).project
    ProjectYearFactory(division=division, project=project, fiscal_year=2026)
    project.visibility, project.name = Visibility.PUBLIC, "新しい名前"
    change_project(project=project, base_version=1, by=clerk)
    rows = project.years.values_list("listed_visibility", "search_key")
    assert [(visibility, "新しい名前" in key) for visibility, key in rows] == [("public", True)] * 2


def test_the_second_of_two_editors_is_told(year, clerk):
    first, second = Project.objects.get(), Project.objects.get()
    change_project(project=first, base_version=1, by=clerk)
    second.purpose = "別の目的"
    with pytest.raises(EditConflict) as conflict:
        change_project(project=second, base_version=1, by=clerk)
    assert conflict.value.current.version == 2
    assert Project.objects.get().purpose == "暮らしの困りごとを減らす。"
