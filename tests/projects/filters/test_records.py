import pytest
from django.http import QueryDict

from kyodo.fiscal_year import FiscalYear
from projects.enums import Visibility
from projects.filters.records import SORTS, CaseFilter, ProjectYearFilter
from projects.models import ProjectYear
from tests.factories.organizations import OrganizationFactory
from tests.factories.projects import PartnerFactory, ProjectYearFactory

pytestmark = pytest.mark.django_db


def shown(person, query="", rows=None):
    rows = ProjectYear.objects.all() if rows is None else rows
    return ProjectYearFilter(QueryDict(query), rows, user=person)


def names(person, query=""):
    return sorted(shown(person, query).qs.values_list("name", flat=True))


@pytest.fixture
def rows(division, now):
    ProjectYearFactory(division=division, name="わたしの")
    ProjectYearFactory(name="ほかの課の")
    ProjectYearFactory(division=division, name="昨年度の", fiscal_year=2025)


def test_a_clerk_starts_with_this_year_and_the_own_division(rows, clerk):
    assert names(clerk) == ["わたしの"]
    assert names(clerk, "division=all") == ["ほかの課の", "わたしの"]
    assert names(clerk, "year=all") == ["わたしの", "昨年度の"]
    assert names(clerk, "year=2025&division=all") == ["昨年度の"]


def test_a_coordinator_starts_with_every_division(rows, coordinator):
    assert names(coordinator) == ["ほかの課の", "わたしの"]


def test_the_successor_of_a_division_starts_with_its_records_too(division, clerk, rows):
    assert [label for key, label in shown(clerk).form.fields["division"].choices if key == ""] == [
        "わたしの課（みどり公園課）"
    ]


def test_what_cannot_be_understood_narrows_nothing_more(rows, clerk):
    filterset = shown(clerk, "year=むかし&state=none")
    assert [each.name for each in filterset.qs] == ["わたしの"]
    assert sorted(filterset.form.errors) == ["state", "year"]


@pytest.mark.parametrize(
    "query",
    [
        "q=落ち葉 委託先",
        "form={form}",
        "domain=B",
        "partner_kind=npo",
        "state=running",
        "outcome=achieved",
        "field=7",
        "visibility=public",
    ],
)
def test_each_filter_keeps_its_one_row(query, division, clerk, now):
    other = ProjectYearFactory(division=division, partners=1)
    found = ProjectYearFactory(
        division=division,
        name="落ち葉ひろい",
        running=True,
        outcome="achieved",
        project__domain="B",
        project__field=7,
        project__visibility=Visibility.PUBLIC,
    )
    group = OrganizationFactory(name="委託先の会", kind="npo")
    PartnerFactory(project_year=found, organization=group)
    assert list(shown(clerk, query.format(form=found.form_id)).qs) == [found]
    assert other in shown(clerk).qs


def test_no_answer_is_a_choice_of_its_own(division, clerk, now):
    open_one = ProjectYearFactory(division=division, done=True)
    ProjectYearFactory(division=division, done=True, outcome="undecided")
    assert list(shown(clerk, "outcome=none").qs) == [open_one]


def test_the_years_beside_the_one_shown(rows, clerk):
    assert shown(clerk).neighbours() == (FiscalYear(2025), FiscalYear(2027))
    assert shown(clerk, "year=2025").neighbours() == (None, FiscalYear(2026))
    assert shown(clerk, "year=all").neighbours() == (None, None)


def test_cost_sorts_the_unknown_last(clerk, division, now):
    for cost in (None, 0, 500):
        ProjectYearFactory(division=division, city_cost=cost)
    order = next(sort.order for sort in SORTS if sort.key == "cost")
    assert [year.city_cost for year in shown(clerk).qs.order_by(*order)] == [500, 0, None]


def test_a_case_is_shown_once_or_as_it_was_in_the_year_asked_for(now):
    old = ProjectYearFactory(public=True, done=True, fiscal_year=2024)
    new = ProjectYearFactory(project=old.project, running=True, fiscal_year=2025)
    ProjectYearFactory(project=old.project, fiscal_year=2026)  # 検討: nothing to tell yet

    def cases(query):
        return list(CaseFilter(QueryDict(query), ProjectYear.objects.cases()).qs)

    assert cases("") == [new]
    assert cases("year=2024") == [old]
    assert cases("year=2026") == []
