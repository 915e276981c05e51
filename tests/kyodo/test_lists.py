import django_filters
import pytest

from kyodo import lists
from kyodo.lists import ActiveFilter, ListPage, PagedRows, Sort
from organizations.enums import OrganizationKind
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db
SORTS = [Sort("kana", "フリガナ順", ("kana_key", "pk")), Sort("new", "新しい順", ("-pk",))]


class Filter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=OrganizationKind.choices, label="種類")

    class Meta:
        model = Organization
        fields = ["kind"]


@pytest.fixture
def page(rf):
    def make(**query):
        request = rf.get("/", query)
        return ListPage(request, Filter(request.GET, queryset=Organization.objects.all()), SORTS)

    return make


def test_sorts_and_falls_back_to_the_first(page):
    OrganizationFactory(name="い", kana="イ")
    OrganizationFactory(name="あ", kana="ア")
    assert [each.name for each in page().page] == ["あ", "い"]
    assert [each.name for each in page(sort="new").page] == ["あ", "い"]
    assert page(sort="drop table").sort == SORTS[0]


def test_pages_and_sizes(page):
    OrganizationFactory.create_batch(21)
    assert (len(page().page), len(page(page=2).page), len(page(size=50).page)) == (20, 1, 21)
    assert page(size=10**9).size == 20
    assert page(page="x").page.number == 1


def test_counts_up_to_the_cap(page, monkeypatch):
    monkeypatch.setattr(lists, "COUNT_CAP", 3)
    OrganizationFactory.create_batch(3)
    assert page().count_label == "3件"
    OrganizationFactory()
    assert page().count_label == "3件以上"
    assert page().paginator.count == 3


def test_filters_in_force_can_be_dropped_one_by_one(page):
    assert page(kind=["npo", "school"], sort="new", page="2").active_filters == [
        ActiveFilter("種類", "NPO法人", "kind=school&sort=new"),
        ActiveFilter("種類", "学校・研究機関", "kind=npo&sort=new"),
    ]


def test_what_an_export_keeps_of_the_query(page):
    assert page(kind="npo", page="3", size="50", sort="new").query_string == "kind=npo&sort=new"


def test_pages_what_was_read_already(rf):
    paged = PagedRows(rf.get("/", {"page": 2}), list(range(25)))
    assert (paged.count_label, list(paged.page)) == ("25件", [20, 21, 22, 23, 24])
