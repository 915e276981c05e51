import pytest

from projects.forms.partners import PartnerFormSet
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


def rows(*given):
    data = {"partners-TOTAL_FORMS": str(len(given)), "partners-INITIAL_FORMS": "0"}
    for index, row in enumerate(given):
        data |= {f"partners-{index}-{name}": value for name, value in ({"role": "lead"} | row).items()}
    return PartnerFormSet(data, prefix="partners")


def test_an_exact_name_is_the_known_group():
    group = OrganizationFactory(name="花の会", kind="npo")
    formset = rows({"name": "花の会"}, {"name": ""})
    assert formset.is_valid()
    assert [(each.organization_id, each.name, each.kind) for each in formset.entries()] == [
        (group.pk, "花の会", "npo")
    ]


def test_a_name_that_looks_like_a_known_one_is_asked_about():
    group = OrganizationFactory(name="NPO法人花の会")
    formset = rows({"name": "花の会", "kind": "voluntary"})
    assert not formset.is_valid()
    assert formset.forms[0].errors["name"] == [
        "「花の会」に似た団体があります。下から選ぶか、新しい団体として登録してください。"
    ]
    assert formset.forms[0].alike == [group]


def test_a_different_group_of_nearly_the_same_name_may_be_new():
    OrganizationFactory(name="NPO法人花の会")
    formset = rows({"name": "花の会", "kind": "voluntary", "is_new": "on"})
    assert formset.is_valid()
    assert [(each.organization_id, each.name, each.kind) for each in formset.entries()] == [
        (None, "花の会", "voluntary")
    ]


def test_a_new_group_needs_its_kind():
    formset = rows({"name": "水辺の会"})
    assert not formset.is_valid()
    assert list(formset.forms[0].errors) == ["kind"]


def test_no_group_stands_twice():
    group = OrganizationFactory(name="花の会")
    formset = rows({"organization": str(group.pk), "name": "花の会"}, {"name": "花の会"})
    assert not formset.is_valid()
    assert formset.forms[1].errors["name"] == ["「花の会」は、もう相手に入っています。"]


def test_rows_marked_for_removal_are_left_out_and_not_judged():
    formset = rows({"name": "水辺の会", "DELETE": "on"})
    assert formset.is_valid()
    assert formset.entries() == []


@pytest.mark.parametrize("organization", ["999999", "x", "-1"])
def test_a_group_that_is_not_there_counts_as_a_name(organization):
    formset = rows({"organization": organization, "name": "水辺の会", "kind": "npo"})
    formset.is_valid()
    assert [each.organization_id for each in formset.entries()] in ([None], [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_groups_of_all_rows_are_read_at_once(count, django_assert_num_queries):
    groups = OrganizationFactory.create_batch(count)
    with django_assert_num_queries(1):
        assert rows(*({"name": group.name} for group in groups)).is_valid()
