import pytest

from kyodo.search import search
from organizations.models import Organization
from projects.models import Project, ProjectYear
from tests.factories.organizations import DivisionFactory, OrganizationFactory
from tests.factories.projects import CollaborationFormFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("公園", ["小規模公園・緑地活用"]),
        ("緑地　公園", ["小規模公園・緑地活用"]),
        ("ｹｱﾗｰ", ["ケアラー支援"]),
        ("けあらー", ["ケアラー支援"]),
        ("援", ["ケアラー支援"]),
        ("公園 支援", []),
        ("％", []),  # a sign, and no wildcard
        ("", ["小規模公園・緑地活用", "ケアラー支援"]),
    ],
)
def test_every_word_must_occur_however_it_is_written(words, found):
    division, form = DivisionFactory(name="課"), CollaborationFormFactory(name="形")
    for name in ("小規模公園・緑地活用", "ケアラー支援"):
        ProjectYearFactory(name=name, project__name=name, division=division, form=form)
    rows = search(ProjectYear.objects.order_by("pk"), words)
    assert [row.name for row in rows] == found


def test_a_table_without_the_index_is_searched_too():
    OrganizationFactory(name="みどりの会")
    assert [each.name for each in search(Organization.objects.all(), "ミドリ")] == ["みどりの会"]


def test_found_rows_may_narrow_others():
    year = ProjectYearFactory(name="小規模公園・緑地活用")
    ProjectYearFactory(name="ケアラー支援")
    found = Project.objects.filter(years__in=search(ProjectYear.objects.all(), "公園"))
    assert list(found) == [year.project]
